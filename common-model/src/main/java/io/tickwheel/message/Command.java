package io.tickwheel.message;

import static io.tickwheel.model.Require.require;

import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.TaskId;
import io.tickwheel.packed.PackedSpec;
import java.util.Optional;
import java.util.OptionalLong;

/// A wish about one task or schedule, decided by the owner of its partition.
public sealed interface Command
    permits Command.Submit,
        Command.Cancel,
        Command.Retry,
        Command.Discard,
        Command.RunNow,
        Command.Amend,
        Command.AttemptEnded,
        ScheduleCommand {
  /// The task's id, or the schedule's place.
  TaskId task();

  /// `requestHash` is of the submission's body, present when the id derives from an idempotency
  /// key.
  record Submit(
      TaskId task,
      PackedSpec spec,
      long runAtMillis,
      long createdAtMillis,
      OptionalLong requestHash)
      implements Command {}

  record Cancel(TaskId task, String reason) implements Command {}

  /// A new life for a dead task.
  record Retry(TaskId task) implements Command {}

  /// Takes a dead task out of the dead letters for good.
  record Discard(TaskId task) implements Command {}

  record RunNow(TaskId task) implements Command {}

  /// Changes a task that does not run yet.
  record Amend(
      TaskId task, OptionalLong runAtMillis, Optional<Priority> priority, Optional<Payload> payload)
      implements Command {}

  /// An executor's report that it does not hold this attempt any more. `startedAtMillis` is 0 when
  /// it never started.
  record AttemptEnded(
      TaskId task,
      int attempt,
      Incarnation executor,
      long startedAtMillis,
      long endedAtMillis,
      Outcome outcome)
      implements Command {
    public AttemptEnded {
      require(attempt >= 1, "attempt counts from 1: %s", attempt);
    }
  }
}
