package io.tickwheel.core.cron;

/// A field of an expression, in the order in which the fields are written.
enum CronField {
  SECOND("second", 0, 59, ""),
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of the month", 1, 31, ""),
  MONTH("month", 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"),
  DAY_OF_WEEK("weekday", 0, 6, "SUNMONTUEWEDTHUFRISAT"),
  YEAR("year", 1970, 2099, "");

  private static final int NAME_LENGTH = 3;

  private final String word;
  private final int min;
  private final int max;
  /// The values' names, one after the other; empty when they have none.
  private final String names;

  CronField(String word, int min, int max, String names) {
    this.word = word;
    this.min = min;
    this.max = max;
    this.names = names;
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

  /// The value whose name begins at `at`, in any case; -1 if there is none.
  int named(String text, int at) {
    for (int i = 0; i < names.length(); i += NAME_LENGTH) {
      if (text.regionMatches(true, at, names, i, NAME_LENGTH)) {
        return min + i / NAME_LENGTH;
      }
    }
    return -1;
  }

  String name(int value) {
    int start = (value - min) * NAME_LENGTH;
    return names.substring(start, start + NAME_LENGTH);
  }

  /// What one value may be, for messages.
  String acceptedValue() {
    String article = this == HOUR ? "an" : "a";
    String numbers = "%s %s from %d to %d".formatted(article, word, min, numberMax());
    return names.isEmpty() ? numbers : "%s or %s to %s".formatted(numbers, name(min), name(max));
  }
}
