package io.tickwheel.message;

import io.tickwheel.model.Pause;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.TaskId;
import java.util.List;

/// What happened to a schedule. `place` is where its owner keeps it.
public sealed interface ScheduleEvent extends PartitionEvent {
  TaskId place();

  ScheduleId schedule();

  @Override
  default TaskId key() {
    return place();
  }

  /// Created, or changed from now on.
  record Saved(TaskId place, ScheduleId schedule, ScheduleSpec spec, int revision)
      implements ScheduleEvent {}

  record Deleted(TaskId place, ScheduleId schedule) implements ScheduleEvent {}

  record Paused(TaskId place, ScheduleId schedule, Pause pause) implements ScheduleEvent {}

  record Resumed(TaskId place, ScheduleId schedule) implements ScheduleEvent {}

  /// The occurrence runs as this task, whose own event is in the same frame. `missed` counts those
  /// in whose place it runs, too. `waited`: it was buffered before.
  record Fired(
      TaskId place,
      ScheduleId schedule,
      TaskId task,
      long nominalMillis,
      int missed,
      Cause cause,
      boolean waited)
      implements ScheduleEvent {}

  /// The occurrences from `firstMillis` to `lastMillis` do not run. `count` is 0 when there are too
  /// many to count them. `backfill`: of a backfill, so no later occurrence is decided by it.
  record Skipped(
      TaskId place,
      ScheduleId schedule,
      long firstMillis,
      long lastMillis,
      int count,
      SkipReason reason,
      Cause cause)
      implements ScheduleEvent {}

  /// The occurrence waits for the runs that are not done.
  record Buffered(TaskId place, ScheduleId schedule, long nominalMillis, int missed, Cause cause)
      implements ScheduleEvent {}

  /// A run of the schedule has ended. `failed`: as dead, lost or expired.
  record RunEnded(TaskId place, ScheduleId schedule, TaskId task, boolean failed, boolean succeeded)
      implements ScheduleEvent {}

  /// These occurrences are to run, `concurrentMax` at a time and in this order.
  record BackfillStarted(
      TaskId place, ScheduleId schedule, List<BackfillRun> runs, int concurrentMax, String note)
      implements ScheduleEvent {
    public BackfillStarted {
      runs = List.copyOf(runs);
    }
  }

  /// `run` counts the re-runs of the occurrence.
  record BackfillRun(long nominalMillis, int run) {}

  /// Why an occurrence ran.
  enum Cause {
    /// Its time came.
    DUE,
    /// Its time passed while nobody could fire.
    CATCH_UP,
    /// Somebody asked for a run now.
    TRIGGER,
    BACKFILL
  }
}
