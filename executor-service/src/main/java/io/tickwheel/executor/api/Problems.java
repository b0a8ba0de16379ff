package io.tickwheel.executor.api;

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
    return e.problem().response();
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 404 -> Problem.of(Problem.Kind.UNKNOWN_PATH, "There is nothing at this path").response();
      case 405 ->
          Problem.of(Problem.Kind.METHOD_NOT_ALLOWED, "This path does not take this method")
              .response();
      case 413 -> Problem.of(Problem.Kind.TOO_LARGE, "The request is too large").response();
      case 415 ->
          Problem.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, "The body is to be application/json")
              .response();
      default ->
          Problem.of(Problem.Kind.BAD_REQUEST, "The request is not accepted: status " + status)
              .response();
    };
  }

  @ServerExceptionMapper
  Response disk(UncheckedIOException e) {
    LOG.errorf("a request could not be answered: %s", e.getMessage());
    return Problem.of(Problem.Kind.UNAVAILABLE, "The disk cannot be read now").response();
  }

  @ServerExceptionMapper
  Response bug(RuntimeException e) {
    LOG.error("a request failed", e);
    return Problem.of(Problem.Kind.INTERNAL, "This is ours to repair; the log says more")
        .response();
  }
}
