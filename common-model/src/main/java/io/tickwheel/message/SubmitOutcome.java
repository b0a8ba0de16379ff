package io.tickwheel.message;

import static io.tickwheel.model.Require.require;

import io.tickwheel.model.TaskId;
import java.util.Optional;

/// What became of one submission: a task, durable from now on, or an error.
///
/// `same`: an earlier submission with the same idempotency key and content created the task.
/// `errorType` is the stable word of the problem, present exactly when there is no task.
public record SubmitOutcome(
    Optional<TaskId> task,
    long runAtMillis,
    boolean same,
    Optional<String> errorType,
    Optional<String> errorDetail) {
  public SubmitOutcome {
    require(task.isPresent() != errorType.isPresent(), "either a task or an error");
    require(!errorType.equals(Optional.of("")), "an error's type is not empty");
    require(!errorDetail.equals(Optional.of("")), "an error's detail is not empty");
  }

  public static SubmitOutcome accepted(TaskId task, long runAtMillis, boolean same) {
    return new SubmitOutcome(
        Optional.of(task), runAtMillis, same, Optional.empty(), Optional.empty());
  }

  public static SubmitOutcome refused(String errorType, String errorDetail) {
    return new SubmitOutcome(
        Optional.empty(),
        0,
        false,
        Optional.of(errorType),
        errorDetail.isEmpty() ? Optional.empty() : Optional.of(errorDetail));
  }
}
