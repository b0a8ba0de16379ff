package io.tickwheel.executor.api;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every failure of a request becomes a problem.
final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @ServerExceptionMapper
  Response refused(ProblemException e) {
    return answer(e.problem());
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 404 -> answer(Problem.of(ProblemKind.UNKNOWN_PATH, "There is nothing at this path"));
      case 405 ->
          answer(Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "This path does not take this method"));
      case 413 -> answer(Problem.of(ProblemKind.TOO_LARGE, "The request is too large"));
      case 415 ->
          answer(
              Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "The body is to be application/json"));
      default ->
          answer(
              Problem.of(ProblemKind.BAD_REQUEST, "The request is not accepted: status " + status));
    };
  }

  @ServerExceptionMapper
  Response disk(UncheckedIOException e) {
    LOG.errorf("a request could not be answered: %s", e.getMessage());
    return answer(Problem.unavailable("The disk cannot be read now"));
  }

  @ServerExceptionMapper
  Response bug(RuntimeException e) {
    LOG.error("a request failed", e);
    return answer(Problem.of(ProblemKind.INTERNAL, "This is ours to repair; the log says more"));
  }

  private static Response answer(Problem problem) {
    var response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.bytes());
    return problem.retryAfterSeconds() > 0
        ? response.header("Retry-After", problem.retryAfterSeconds()).build()
        : response.build();
  }
}
