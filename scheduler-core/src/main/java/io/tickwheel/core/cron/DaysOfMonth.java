package io.tickwheel.core.cron;

/// What a day-of-month field admits. Bit d stands for day d.
///
/// `numbered` are days by number; bit n of `beforeLast` is the day n days before the last, so that
/// bit 0 is `L`; bit d of `nearest` is `dW`; `lastWeekday` is `LW`.
record DaysOfMonth(boolean any, int numbered, int beforeLast, int nearest, boolean lastWeekday) {
  private static final int SATURDAY = 6;

  /// The days of a month of `length` days whose day 1 is the weekday `first` (0 is Sunday).
  int in(int length, int first) {
    int days = numbered;
    for (int left = beforeLast; left != 0; left &= left - 1) {
      int before = Integer.numberOfTrailingZeros(left);
      days |= before < length ? 1 << (length - before) : 0;
    }
    for (int left = nearest; left != 0; left &= left - 1) {
      int day = Integer.numberOfTrailingZeros(left);
      days |= day <= length ? 1 << nearestWeekday(day, length, first) : 0;
    }
    if (lastWeekday) {
      days |= 1 << nearestWeekday(length, length, first);
    }
    return days & all(length);
  }

  static int all(int length) {
    return (int) ((2L << length) - 2);
  }

  /// The weekday (Monday to Friday) that is next to `day`, without leaving the month.
  private static int nearestWeekday(int day, int length, int first) {
    int weekday = (first + day - 1) % 7;
    if (weekday == SATURDAY) {
      return day == 1 ? 3 : day - 1;
    }
    if (weekday == 0) {
      return day == length ? day - 2 : day + 1;
    }
    return day;
  }
}
