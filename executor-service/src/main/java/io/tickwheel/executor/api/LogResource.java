package io.tickwheel.executor.api;

import io.tickwheel.executor.log.AttemptLogs;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.TaskId;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Logs of attempts that ran here. The file's name is made from a checked id and number, never from
/// the request's text.
@Path("/api/v1/attempts")
public final class LogResource {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final AttemptLogs logs;

  LogResource(AttemptLogs logs) {
    this.logs = logs;
  }

  @GET
  @Path("/{task}/{number}/log")
  public Response log(@PathParam("task") String task, @PathParam("number") String number) {
    var attempt = new AttemptId(task(task), number(number));
    InputStream log = read(attempt);
    return Response.ok(log)
        .type(TEXT)
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store")
        .build();
  }

  private InputStream read(AttemptId attempt) {
    try {
      return logs.read(attempt)
          .orElseThrow(
              () ->
                  new ProblemException(
                      Problem.of(
                          ProblemKind.UNKNOWN_LOG,
                          "This executor keeps no output of attempt " + attempt)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TaskId task(String text) {
    try {
      return TaskId.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused("task", "the id of a task, a UUID of 36 characters");
    }
  }

  private static int number(String text) {
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw refused("number", "the number of an attempt, from 1");
    }
    return Integer.parseInt(text);
  }

  private static ProblemException refused(String field, String accepted) {
    return new ProblemException(
        Problem.of(
            ProblemKind.INVALID_FIELD, "The path's " + field + " is not one", field, accepted));
  }
}
