package io.tickwheel.message;

import static io.tickwheel.model.Require.require;

import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.TaskId;
import io.tickwheel.packed.PackedSpec;
import java.util.Optional;
import java.util.OptionalLong;

/// What happened to a task. The time of an event is its frame's.
public sealed interface TaskEvent extends PartitionEvent {
  TaskId task();

  @Override
  default TaskId key() {
    return task();
  }

  record Submitted(
      TaskId task,
      PackedSpec spec,
      long runAtMillis,
      long createdAtMillis,
      OptionalLong requestHash)
      implements TaskEvent {}

  /// The claim: from here on the attempt may have started.
  record Dispatched(TaskId task, int attempt, Incarnation executor) implements TaskEvent {
    public Dispatched {
      require(attempt >= 1, "attempt counts from 1: %s", attempt);
    }
  }

  record AttemptSucceeded(
      TaskId task,
      int attempt,
      Incarnation executor,
      long startedAtMillis,
      long endedAtMillis,
      Payload output)
      implements TaskEvent {}

  /// A failure that counts against `max_attempts`.
  record AttemptFailed(
      TaskId task,
      int attempt,
      Incarnation executor,
      long startedAtMillis,
      long endedAtMillis,
      Failure failure,
      Next next)
      implements TaskEvent {}

  /// Not `started`: refused by the executor, or certain never to reach it. Started: cut short by
  // its
  /// drain. Not charged.
  record AttemptReturned(
      TaskId task, int attempt, Incarnation executor, boolean started, String reason, Next next)
      implements TaskEvent {}

  /// The executor was not heard from any more. Not charged.
  record AttemptLost(TaskId task, int attempt, Incarnation executor, String reason, Next next)
      implements TaskEvent {}

  /// The attempt that runs is asked to stop.
  record CancelRequested(TaskId task, String reason) implements TaskEvent {}

  record Cancelled(TaskId task, String reason) implements TaskEvent {}

  /// Missed its start deadline.
  record Expired(TaskId task) implements TaskEvent {}

  record Amended(
      TaskId task, OptionalLong runAtMillis, Optional<Priority> priority, Optional<Payload> payload)
      implements TaskEvent {}

  /// A dead task has a new life, due at once.
  record Revived(TaskId task, int life) implements TaskEvent {}

  /// A dead task left the dead letters for good.
  record Discarded(TaskId task) implements TaskEvent {}

  /// A result of an attempt that is not the current one. Changes nothing.
  record StaleResult(TaskId task, int attempt, Incarnation executor, String outcome)
      implements TaskEvent {}

  /// What follows an attempt that did not succeed.
  sealed interface Next {
    record RetryAt(long atMillis) implements Next {}

    /// To the dead letters.
    record Dead() implements Next {}

    /// Final without dead letter: an at-most-once task whose executor died.
    record Lost() implements Next {}

    /// Final: the stop that was asked for has happened.
    record Cancelled() implements Next {}
  }
}
