package io.tickwheel.scheduler.gateway;

import io.tickwheel.message.Reply;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.util.concurrent.CompletionException;

/// What users are told when a valid request comes to nothing.
final class Refusals {
  private static final int FULL_RETRY_AFTER_SECONDS = 5;

  private Refusals() {}

  static Problem notReady() {
    return Problem.unavailable("This scheduler has not reached NATS yet; nothing was accepted.");
  }

  static Problem full(long tasksMax) {
    return Problem.of(
            ProblemKind.TOO_MANY_TASKS,
            "%s tasks are unfinished, which is as many as MAX_TASKS allows.".formatted(tasksMax))
        .retryAfter(FULL_RETRY_AFTER_SECONDS);
  }

  static Problem unknown(TaskId task) {
    return Problem.unknownTask(task.toString(), "is not a task of this system.");
  }

  static Problem of(Reply.Rejected rejected) {
    String task = rejected.task().toString();
    return switch (rejected.reason()) {
      case UNKNOWN_TASK -> unknown(rejected.task());
      case WRONG_STATE ->
          wrongState(task, rejected.state().map(TaskState::word).orElse(""), rejected.detail());
      case KEY_REUSED ->
          Problem.of(
              ProblemKind.KEY_REUSED,
              "This idempotency key belongs to task " + task + ", whose request was different.",
              "Idempotency-Key",
              "the same body as before, or another key");
      case UNREADABLE ->
          Problem.of(
              ProblemKind.BAD_REQUEST, "The owner cannot read this task: " + rejected.detail());
      case UNKNOWN_SCHEDULE, SCHEDULE_TAKEN ->
          throw new IllegalStateException("a schedule's answer to a task");
    };
  }

  static Problem unknown(ScheduleId id) {
    return Problem.of(
        ProblemKind.UNKNOWN_SCHEDULE,
        "'" + id + "' is not a schedule of this system.",
        "schedule_id",
        "the id of a schedule that exists");
  }

  static Problem keyOfAnother(ScheduleId id) {
    return Problem.of(
        ProblemKind.KEY_REUSED,
        "This idempotency key belongs to schedule " + id + ", whose request was different.",
        "Idempotency-Key",
        "the same body as before, or another key");
  }

  static Problem of(ScheduleId id, Reply.Rejected rejected) {
    return switch (rejected.reason()) {
      case UNKNOWN_SCHEDULE, UNKNOWN_TASK -> unknown(id);
      case SCHEDULE_TAKEN ->
          Problem.of(
              ProblemKind.SCHEDULE_TAKEN,
              "Schedule '" + id + "' is left as it was: " + rejected.detail() + ".",
              "schedule_id",
              "another id, or a change where the schedule is defined");
      case WRONG_STATE, KEY_REUSED ->
          Problem.of(
              ProblemKind.WRONG_STATE,
              "Schedule '" + id + "' does not allow this: " + rejected.detail() + ".");
      case UNREADABLE -> Problem.of(ProblemKind.INVALID_FIELD, rejected.detail());
    };
  }

  /// `detail` goes on after the task's name: "is final already".
  static Problem wrongState(String task, String status, String detail) {
    String state = status.isEmpty() ? "." : " (it is " + status + ").";
    return Problem.of(
        ProblemKind.WRONG_STATE,
        "Task " + task + " " + (detail.isEmpty() ? "does not allow this" : detail) + state,
        "status",
        "a task in a state that allows this");
  }

  static Problem unanswered(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof NoOwnerException noOwner) {
      return Problem.unavailable(noOwner.sentence());
    }
    throw new CompletionException(cause);
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /// True when the command that was not answered is durable and will be decided.
  static boolean isStored(Throwable failure) {
    return cause(failure) instanceof NoOwnerException noOwner
        && noOwner.fate() == NoOwnerException.Fate.STORED;
  }
}
