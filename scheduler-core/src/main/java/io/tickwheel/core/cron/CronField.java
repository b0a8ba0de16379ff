package io.tickwheel.core.cron;

import java.util.List;

/// A field of an expression, in the order in which the fields are written.
enum CronField {
  SECOND("second", 0, 59),
  MINUTE("minute", 0, 59),
  HOUR("hour", 0, 23),
  DAY_OF_MONTH("day of the month", 1, 31),
  MONTH(
      "month",
      1,
      12,
      "JAN",
      "FEB",
      "MAR",
      "APR",
      "MAY",
      "JUN",
      "JUL",
      "AUG",
      "SEP",
      "OCT",
      "NOV",
      "DEC"),
  DAY_OF_WEEK("weekday", 0, 6, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
  YEAR("year", 1970, 2099);

  private static final int NAME_LENGTH = 3;

  private final String word;
  private final int min;
  private final int max;
  private final List<String> names;

  CronField(String word, int min, int max, String... names) {
    this.word = word;
    this.min = min;
    this.max = max;
    this.names = List.of(names);
  }

  String word() {
    return word;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /// How many values there are: the largest step.
  int span() {
    return max - min + 1;
  }

  /// The largest number that may be written: 7 is Sunday, too.
  int numberMax() {
    return this == DAY_OF_WEEK ? max + 1 : max;
  }

  boolean isDay() {
    return this == DAY_OF_MONTH || this == DAY_OF_WEEK;
  }

  boolean hasNames() {
    return !names.isEmpty();
  }

  /// The value whose name begins at `at`, in any case; -1 if there is none.
  int named(String text, int at) {
    for (int i = 0; i < names.size(); i++) {
      if (text.regionMatches(true, at, names.get(i), 0, NAME_LENGTH)) {
        return min + i;
      }
    }
    return -1;
  }

  String name(int value) {
    return names.get(value - min);
  }

  /// What one value may be, for messages.
  String acceptedValue() {
    String numbers = "a %s from %d to %d".formatted(word, min, numberMax());
    return names.isEmpty()
        ? numbers
        : "%s or %s to %s".formatted(numbers, names.getFirst(), names.getLast());
  }
}
