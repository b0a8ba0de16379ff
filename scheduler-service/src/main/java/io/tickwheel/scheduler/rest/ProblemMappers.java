package io.tickwheel.scheduler.rest;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every failure is answered as a problem.
final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return Responses.of(e.problem());
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e, HttpServerRequest request) {
    return Responses.of(
        Problem.of(
            ProblemKind.UNKNOWN_PATH,
            "There is nothing at '" + Problem.shown(path(request)) + "'; see /openapi."));
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowedException e, HttpServerRequest request) {
    String accepted = AllowedMethods.of(path(request));
    Response problem =
        Responses.of(
            Problem.of(
                ProblemKind.METHOD_NOT_ALLOWED,
                "This path does not take " + Problem.shown(request.method().name()) + ".",
                "method",
                accepted));
    return Response.fromResponse(problem).header(HttpHeaders.ALLOW, accepted).build();
  }

  @ServerExceptionMapper
  Response other(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (status >= 500) {
      return failed(e);
    }
    ProblemKind kind =
        switch (status) {
          case 413 -> ProblemKind.TOO_LARGE;
          case 415 -> ProblemKind.UNSUPPORTED_MEDIA_TYPE;
          default -> ProblemKind.BAD_REQUEST;
        };
    return Responses.of(Problem.of(kind, kind.title() + "."));
  }

  @ServerExceptionMapper
  Response completion(CompletionException e) {
    Throwable cause = e.getCause();
    return cause instanceof ProblemException problem ? problem(problem) : failed(e);
  }

  @ServerExceptionMapper
  Response failed(Throwable e) {
    LOG.error("a request failed", e);
    return Responses.of(Problem.of(ProblemKind.INTERNAL, "The failure is in the log."));
  }

  private static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }
}
