package io.tickwheel.scheduler.gateway;

import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskView;
import io.tickwheel.problem.Problem;

/// What a request was answered.
public sealed interface Answer {
  /// A new task, durable from now on; `same` when an earlier request with its idempotency key
  /// created it.
  record Created(TaskId task, TaskSpec spec, long runAtMillis, long createdAtMillis, boolean same)
      implements Answer {}

  /// A command that is durable but not decided yet.
  record Pending(TaskId task) implements Answer {}

  /// The task as its owner has it.
  record Seen(TaskView view) implements Answer {}

  /// The task as history has it, JSON.
  record Remembered(TaskId task, byte[] json) implements Answer {}

  /// A schedule that the submission of a recurring task made, durable from now on.
  record Standing(ScheduleView schedule) implements Answer {}

  record Refused(Problem problem) implements Answer {}
}
