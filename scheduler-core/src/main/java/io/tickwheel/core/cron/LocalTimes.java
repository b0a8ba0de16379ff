package io.tickwheel.core.cron;

/// Local times that are due, as seconds since 1970-01-01T00:00 on the same clock.
record LocalTimes(TimesOfDay times, Days days) implements CronPattern {
  static final long NONE = Long.MIN_VALUE;

  private static final int DAY_SECONDS = 86_400;

  /// The first that is not before `second`, or [#NONE].
  long next(long second) {
    long today = Math.floorDiv(second, DAY_SECONDS);
    long day = days.next(today);
    if (day == today) {
      int time = times.next(Math.floorMod(second, DAY_SECONDS));
      if (time != TimesOfDay.NONE) {
        return day * DAY_SECONDS + time;
      }
      day = days.next(today + 1);
    }
    return day == Days.NONE ? NONE : day * DAY_SECONDS + times.first();
  }

  /// The last that is not after `second`, or [#NONE].
  long previous(long second) {
    long today = Math.floorDiv(second, DAY_SECONDS);
    long day = days.previous(today);
    if (day == today) {
      int time = times.previous(Math.floorMod(second, DAY_SECONDS));
      if (time != TimesOfDay.NONE) {
        return day * DAY_SECONDS + time;
      }
      day = days.previous(today - 1);
    }
    return day == Days.NONE ? NONE : day * DAY_SECONDS + times.last();
  }
}
