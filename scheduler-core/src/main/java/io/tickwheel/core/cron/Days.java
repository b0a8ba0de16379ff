package io.tickwheel.core.cron;

import java.time.LocalDate;

/// The calendar days that are due. Works a month at a time: each of its fields yields the month's
/// days as bits, and what is left when they are put together is the answer.
record Days(DaysOfMonth ofMonth, DaysOfWeek ofWeek, int months, Years years, DayMatch match) {
  static final long NONE = Long.MIN_VALUE;

  /// These years have each of the fourteen calendars: leap or not, begun on any weekday.
  private static final int ALL_CALENDARS_FROM = 2000;

  private static final int ALL_CALENDARS_COUNT = 28;

  boolean bothRestricted() {
    return !ofMonth.any() && !ofWeek.any();
  }

  /// The first that is not before `epochDay`, or [#NONE].
  long next(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    int year = years.next(date.getYear());
    boolean begun = year == date.getYear();
    int left = begun ? months & (-1 << date.getMonthValue()) : months;
    int first = begun ? date.getMonthValue() : 0;
    while (year != Years.NONE) {
      for (; left != 0; left &= left - 1) {
        int month = Integer.numberOfTrailingZeros(left);
        int days = in(year, month) & (month == first ? -1 << date.getDayOfMonth() : -1);
        if (days != 0) {
          return firstDay(year, month) + Integer.numberOfTrailingZeros(days) - 1;
        }
      }
      year = years.next(year + 1);
      left = months;
      first = 0;
    }
    return NONE;
  }

  /// The last that is not after `epochDay`, or [#NONE].
  long previous(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    int year = years.previous(date.getYear());
    boolean begun = year == date.getYear();
    int left = begun ? months & ((2 << date.getMonthValue()) - 1) : months;
    int last = begun ? date.getMonthValue() : 0;
    while (year != Years.NONE) {
      for (; left != 0; left &= ~Integer.highestOneBit(left)) {
        int month = 31 - Integer.numberOfLeadingZeros(left);
        int upToDay = month == last ? (int) ((2L << date.getDayOfMonth()) - 1) : -1;
        int days = in(year, month) & upToDay;
        if (days != 0) {
          return firstDay(year, month) + 31 - Integer.numberOfLeadingZeros(days) - 1;
        }
      }
      year = years.previous(year - 1);
      left = months;
      last = 0;
    }
    return NONE;
  }

  /// Whether there is any such day. Years of the same calendar are looked at once.
  boolean exist() {
    int seen = 0;
    int first = years.any() ? ALL_CALENDARS_FROM : years.next(0);
    int end = years.any() ? first + ALL_CALENDARS_COUNT : Years.YEAR_MAX;
    for (int year = first; year != Years.NONE && year < end; year = years.next(year + 1)) {
      int calendar = 1 << (weekday(firstDay(year, 1)) + (isLeap(year) ? 7 : 0));
      if ((seen & calendar) == 0 && existIn(year)) {
        return true;
      }
      seen |= calendar;
    }
    return false;
  }

  private boolean existIn(int year) {
    for (int left = months; left != 0; left &= left - 1) {
      if (in(year, Integer.numberOfTrailingZeros(left)) != 0) {
        return true;
      }
    }
    return false;
  }

  private int in(int year, int month) {
    int length = length(year, month);
    int first = weekday(firstDay(year, month));
    if (ofMonth.any()) {
      return ofWeek.any() ? DaysOfMonth.all(length) : ofWeek.in(length, first);
    }
    int days = ofMonth.in(length, first);
    if (ofWeek.any()) {
      return days;
    }
    int weekdays = ofWeek.in(length, first);
    return match == DayMatch.AND ? days & weekdays : days | weekdays;
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  static int length(int year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return 30 + ((month + (month >>> 3)) & 1);
  }

  /// The epoch day of the month's first: days of whole years, counted from March so that a leap
  /// day ends one, and of the months since then (153 days in each five).
  private static long firstDay(int year, int month) {
    long fromMarch = month > 2 ? year : year - 1L;
    long daysToMarch = 365 * fromMarch + Math.floorDiv(fromMarch, 4L);
    daysToMarch += Math.floorDiv(fromMarch, 400L) - Math.floorDiv(fromMarch, 100L);
    return daysToMarch + (153 * ((month + 9) % 12) + 2) / 5 - 719_468;
  }

  /// 0 is Sunday; day 0 of the epoch was a Thursday.
  private static int weekday(long epochDay) {
    return (int) Math.floorMod(epochDay + 4, 7L);
  }
}
