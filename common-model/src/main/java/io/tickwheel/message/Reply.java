package io.tickwheel.message;

import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import java.util.List;
import java.util.Optional;

/// The owner's answer to one command, sent when its decision is durable.
public sealed interface Reply {
  TaskId task();

  record Done(TaskView view) implements Reply {
    @Override
    public TaskId task() {
      return view.id();
    }
  }

  /// Carried out, and there is nothing to tell beyond that: a submission was accepted as it was
  /// sent, or a result was recorded.
  record Noted(TaskId task) implements Reply {}

  /// An earlier request with the same idempotency key and body created the task; `view` is what
  /// that request was told.
  record Same(TaskId task, long runAtMillis, long createdAtMillis) implements Reply {}

  /// The schedule as it is now.
  record ScheduleDone(TaskId task, ScheduleView view) implements Reply {}

  /// What a backfill runs or, dry, would run.
  record Planned(TaskId task, List<Long> nominalMillis, int left) implements Reply {
    public Planned {
      nominalMillis = List.copyOf(nominalMillis);
    }
  }

  record Rejected(TaskId task, Reason reason, String detail, Optional<TaskState> state)
      implements Reply {}

  enum Reason {
    UNKNOWN_TASK,
    WRONG_STATE,
    KEY_REUSED,
    UNREADABLE,
    UNKNOWN_SCHEDULE,
    /// Another source defined the schedule, or it exists already.
    SCHEDULE_TAKEN
  }
}
