package io.tickwheel.core.cron;

/// What a day-of-week field admits; Sunday is 0. Bit d of `plain` is each weekday d, of `last` the
/// month's last one (`dL`); bit 5·d + n − 1 of `nth` is the month's nth one (`d#n`).
record DaysOfWeek(boolean any, int plain, long nth, int last) {
  static final int NTH_MAX = 5;

  /// Each first, eighth, fifteenth … bit.
  private static final long WEEKLY =
      1L | (1L << 7) | (1L << 14) | (1L << 21) | (1L << 28) | (1L << 35);

  static long nthBit(int weekday, int n) {
    return 1L << (NTH_MAX * weekday + n - 1);
  }

  /// The days of a month of `length` days whose day 1 is the weekday `first`.
  int in(int length, int first) {
    int days = plain == 0 ? 0 : (int) (((plain * WEEKLY) >>> first) << 1);
    for (long left = nth; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      int day = firstOn(bit / NTH_MAX, first) + 7 * (bit % NTH_MAX);
      days |= day <= length ? 1 << day : 0;
    }
    for (int left = last; left != 0; left &= left - 1) {
      int day = firstOn(Integer.numberOfTrailingZeros(left), first);
      days |= 1 << (day + (length - day) / 7 * 7);
    }
    return days & DaysOfMonth.all(length);
  }

  /// Tells each weekday and which one of the month's it is, counted from 1.
  void eachNth(NthWeekday told) {
    for (long left = nth; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      told.nth(bit / NTH_MAX, bit % NTH_MAX + 1);
    }
  }

  @FunctionalInterface
  interface NthWeekday {
    void nth(int weekday, int n);
  }

  /// The month's first day that is `weekday`.
  private static int firstOn(int weekday, int first) {
    return 1 + (weekday - first + 7) % 7;
  }
}
