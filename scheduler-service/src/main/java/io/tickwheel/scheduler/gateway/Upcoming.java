package io.tickwheel.scheduler.gateway;

import io.tickwheel.core.schedule.Timetable;
import io.tickwheel.model.Pause;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// When a schedule is due next, as far as that can be told now.
public final class Upcoming {
  private Upcoming() {}

  /// At most `count` times after `nowMillis`, without those that are excluded. Of a schedule that
  /// is paused without an end: those that would be due were it resumed now. A fixed delay has one
  /// at most: the next follows from a run.
  public static List<Long> of(ScheduleView schedule, int count, long nowMillis) {
    int most = schedule.runsLeft() < 0 ? count : Math.min(count, schedule.runsLeft());
    if (schedule.spec().timing() instanceof Timing.FixedDelay) {
      return most > 0 && schedule.nextAtMillis() > 0 ? List.of(schedule.nextAtMillis()) : List.of();
    }
    Timetable timetable = Timetable.of(schedule.spec(), schedule.knownSinceMillis());
    List<Long> due = new ArrayList<>();
    OptionalLong next = timetable.nextIncluded(from(schedule, nowMillis));
    while (due.size() < most && next.isPresent() && !timetable.isExcluded(next.getAsLong())) {
      due.add(next.getAsLong());
      next = timetable.nextIncluded(next.getAsLong());
    }
    return due;
  }

  /// When it runs next, as it stands: 0 when nothing is to come, or not before it is resumed.
  public static long nextMillis(ScheduleView schedule) {
    if (schedule.pause().isEmpty()) {
      return schedule.nextAtMillis();
    }
    long until = schedule.pause().get().untilMillis();
    return until == 0 ? 0 : of(schedule, 1, until).stream().findFirst().orElse(0L);
  }

  private static long from(ScheduleView schedule, long nowMillis) {
    long pausedUntil = schedule.pause().map(Pause::untilMillis).orElse(0L);
    return Math.max(Math.max(nowMillis, schedule.decidedUntilMillis()), pausedUntil);
  }
}
