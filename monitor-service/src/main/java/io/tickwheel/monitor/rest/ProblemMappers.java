package io.tickwheel.monitor.rest;

import io.tickwheel.monitor.store.StoreException;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Whatever ends a request early becomes a problem.
final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return Answers.problem(e.problem());
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e, UriInfo uri) {
    return Answers.problem(
        Problem.of(
            ProblemKind.UNKNOWN_PATH,
            "There is nothing at "
                + Problem.shown("/" + uri.getPath().replaceFirst("^/", ""))
                + "."));
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowedException e) {
    return Answers.problem(
        Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "This path can be read only, with GET."));
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return status >= 500
        ? failed(e)
        : Answers.problem(Problem.of(ProblemKind.BAD_REQUEST, "The request is not accepted."));
  }

  @ServerExceptionMapper
  Response away(StoreException e) {
    LOG.errorf("history cannot be read: %s", e.getMessage());
    return Answers.problem(Problem.unavailable("The history cannot be read now."));
  }

  @ServerExceptionMapper
  Response failed(RuntimeException e) {
    LOG.error("a request failed", e);
    return Answers.problem(
        Problem.of(ProblemKind.INTERNAL, "Something went wrong; the log says what."));
  }
}
