package io.tickwheel.monitor.rest;

import io.tickwheel.model.TaskId;
import io.tickwheel.monitor.view.JsonText;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.core.Response;

/// Responses.
final class Answers {
  private Answers() {}

  static Response json(JsonText.Content content) {
    return json(JsonText.bytes(content));
  }

  static Response json(byte[] json) {
    return Response.ok(json, JsonText.MEDIA_TYPE).header("Cache-Control", "no-store").build();
  }

  static Response problem(Problem problem) {
    var response =
        Response.status(problem.kind().status()).type(Problem.MEDIA_TYPE).entity(problem.bytes());
    return problem.retryAfterSeconds() > 0
        ? response.header("Retry-After", problem.retryAfterSeconds()).build()
        : response.build();
  }

  static TaskId taskId(String text) {
    try {
      return TaskId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.UNKNOWN_TASK,
              "'" + Problem.shown(text) + "' is not the id of a task.",
              "task_id",
              "the id of a task that was accepted before"));
    }
  }

  static ProblemException unknown(TaskId id) {
    return new ProblemException(
        Problem.of(
            ProblemKind.UNKNOWN_TASK,
            "Task " + id + " is not in the history.",
            "task_id",
            "the id of a task that was accepted before"));
  }

  /// `pending` records of the journal are known to wait; there may be more.
  static ProblemException notYet(TaskId id, long pending) {
    return new ProblemException(
        Problem.unavailable(
            "Task "
                + id
                + " is not in the history yet, which is behind the journal"
                + (pending > 0 ? " by at least " + pending + " records" : "")
                + "; ask again."));
  }
}
