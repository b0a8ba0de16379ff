package io.tickwheel.core.cron;

/// The seconds of a day that are due: those whose second, minute and hour are all in their set.
/// Bit n of a set is the value n; none of the sets is empty.
record TimesOfDay(long seconds, long minutes, int hours) {
  static final int NONE = -1;

  private static final int HOURS_ALL = (1 << 24) - 1;

  boolean admitsAllHours() {
    return hours == HOURS_ALL;
  }

  int first() {
    return in(lowest(hours), lowest(minutes), lowest(seconds));
  }

  int last() {
    return in(highest(hours), highest(minutes), highest(seconds));
  }

  /// The first that is not before `secondOfDay`, or [#NONE].
  int next(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if (((hours >>> hour) & 1) != 0) {
      long sameMinute = ((minutes >>> minute) & 1) == 0 ? 0 : seconds & (-1L << (secondOfDay % 60));
      if (sameMinute != 0) {
        return in(hour, minute, lowest(sameMinute));
      }
      long laterMinutes = minutes & (-1L << (minute + 1));
      if (laterMinutes != 0) {
        return in(hour, lowest(laterMinutes), lowest(seconds));
      }
    }
    int laterHours = hours & (-1 << (hour + 1));
    return laterHours == 0 ? NONE : in(lowest(laterHours), lowest(minutes), lowest(seconds));
  }

  /// The last that is not after `secondOfDay`, or [#NONE].
  int previous(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if (((hours >>> hour) & 1) != 0) {
      long upToSecond = (2L << (secondOfDay % 60)) - 1;
      long sameMinute = ((minutes >>> minute) & 1) == 0 ? 0 : seconds & upToSecond;
      if (sameMinute != 0) {
        return in(hour, minute, highest(sameMinute));
      }
      long earlierMinutes = minutes & ((1L << minute) - 1);
      if (earlierMinutes != 0) {
        return in(hour, highest(earlierMinutes), highest(seconds));
      }
    }
    int earlierHours = hours & ((1 << hour) - 1);
    return earlierHours == 0 ? NONE : in(highest(earlierHours), highest(minutes), highest(seconds));
  }

  private static int in(int hour, int minute, int second) {
    return hour * 3600 + minute * 60 + second;
  }

  private static int lowest(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  private static int highest(long bits) {
    return 63 - Long.numberOfLeadingZeros(bits);
  }
}
