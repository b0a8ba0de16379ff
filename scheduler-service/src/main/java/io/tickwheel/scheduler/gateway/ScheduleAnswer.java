package io.tickwheel.scheduler.gateway;

import io.tickwheel.model.ScheduleView;
import io.tickwheel.problem.Problem;
import java.util.List;

/// What a request about schedules was answered.
public sealed interface ScheduleAnswer {
  /// The schedule as its owner has it now.
  record One(ScheduleView view) implements ScheduleAnswer {}

  record Many(List<ScheduleView> views) implements ScheduleAnswer {
    public Many {
      views = List.copyOf(views);
    }
  }

  /// The occurrences of a backfill, and how many of its range do not run.
  record Planned(List<Long> nominalMillis, int left) implements ScheduleAnswer {
    public Planned {
      nominalMillis = List.copyOf(nominalMillis);
    }
  }

  record Refused(Problem problem) implements ScheduleAnswer {}
}
