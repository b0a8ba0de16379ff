package io.tickwheel.message;

import io.tickwheel.model.Overlap;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.TaskId;
import java.util.Optional;

/// A wish about one schedule, decided by the owner of its partition.
public sealed interface ScheduleCommand extends Command {
  ScheduleId schedule();

  /// Creates or changes. `onlyNew` refuses to change; `source` of the specification that differs
  // from
  /// the one that defined the schedule is refused too.
  record Save(TaskId task, ScheduleId schedule, ScheduleSpec spec, boolean onlyNew)
      implements ScheduleCommand {}

  /// `source`: refused when another defined it; empty asks nothing.
  record Delete(TaskId task, ScheduleId schedule, String source) implements ScheduleCommand {}

  /// `untilMillis` is 0 for until resumed.
  record Pause(TaskId task, ScheduleId schedule, long untilMillis, String note)
      implements ScheduleCommand {}

  record Resume(TaskId task, ScheduleId schedule) implements ScheduleCommand {}

  /// Runs once now, under the schedule's overlap policy or this one.
  record Trigger(TaskId task, ScheduleId schedule, Optional<Overlap> overlap)
      implements ScheduleCommand {}

  /// Runs the occurrences of a time that is over. `dryRun` only tells which.
  record Backfill(
      TaskId task,
      ScheduleId schedule,
      long fromMillis,
      long untilMillis,
      boolean newestFirst,
      int concurrentMax,
      Reprocess reprocess,
      boolean dryRun)
      implements ScheduleCommand {}

  /// Which occurrences that ran already run again.
  enum Reprocess {
    NONE,
    FAILED,
    ALL
  }
}
