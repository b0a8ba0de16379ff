package io.tickwheel.core.cron;

import java.util.List;

/// The phrases of a language from which descriptions are put together.
interface Tongue {
  /// Every so many seconds, minutes or hours; 1 is every single one.
  String every(int step, CronField unit);

  /// `@every`: elapsed time.
  String elapsed(String duration);

  /// At times of day, as 02:30.
  String at(List<String> times);

  /// When a field has these values: `at minutes 5 and 10`, `during hours 9 to 17`, `in March`.
  String when(CronField field, Values values);

  /// Phrases about seconds, minutes and hours, in this order, as one.
  String time(List<String> phrases);

  String eachDay();

  String dayBeforeLast(int days);

  String nearestWeekday(int day);

  String lastWeekday();

  String nth(int weekday, int n);

  String last(int weekday);

  /// Days of which any is meant.
  String anyOf(List<String> days);

  /// Days that both fields must admit.
  String both(String first, String second);

  /// The whole, in the language's order; days, months and years may be empty.
  String sentence(String time, String days, String months, String years);

  String inZone(String sentence, String zone);
}
