package io.tickwheel.core.cron;

import io.tickwheel.model.DurationText;
import java.util.ArrayList;
import java.util.List;

/// Chooses the phrases that say what an expression means; how they sound is a [Tongue]'s.
final class Description {
  /// More times of day than this are told field by field.
  private static final int TIMES_MAX = 6;

  private final Tongue tongue;

  private Description(Tongue tongue) {
    this.tongue = tongue;
  }

  static String of(CronExpression expression, Tongue tongue) {
    String sentence =
        switch (expression.pattern()) {
          case Every every -> tongue.elapsed(DurationText.text(every.periodMillis()));
          case LocalTimes times -> new Description(tongue).sentence(times);
        };
    return expression.zone().map(zone -> tongue.inZone(sentence, zone.getId())).orElse(sentence);
  }

  private String sentence(LocalTimes local) {
    Days days = local.days();
    Values months = Values.of(days.months());
    return tongue.sentence(
        time(local.times()),
        days(days, local.times()),
        months.isAll(CronField.MONTH) ? "" : tongue.when(CronField.MONTH, months),
        days.years().any() ? "" : tongue.when(CronField.YEAR, new Values(days.years().set())));
  }

  private String time(TimesOfDay times) {
    Values seconds = Values.of(times.seconds());
    Values minutes = Values.of(times.minutes());
    Values hours = Values.of(times.hours());
    if (isClockTimes(times)) {
      return tongue.at(clockTimes(seconds, minutes, hours));
    }
    List<String> phrases = new ArrayList<>();
    if (!seconds.isOnly(0)) {
      phrases.add(phrase(CronField.SECOND, seconds));
    }
    boolean needsMinutes = phrases.isEmpty() || !minutes.isAll(CronField.MINUTE);
    boolean onTheHour = phrases.isEmpty() && minutes.isOnly(0);
    if (needsMinutes && !(onTheHour && isEven(hours, CronField.HOUR))) {
      phrases.add(phrase(CronField.MINUTE, minutes));
    }
    if (!hours.isAll(CronField.HOUR) || onTheHour) {
      phrases.add(phrase(CronField.HOUR, hours));
    }
    return tongue.time(phrases);
  }

  private static boolean isClockTimes(TimesOfDay times) {
    return Long.bitCount(times.seconds()) == 1
        && Long.bitCount(times.minutes()) * Integer.bitCount(times.hours()) <= TIMES_MAX;
  }

  private String phrase(CronField field, Values values) {
    if (values.isAll(field)) {
      return tongue.every(1, field);
    }
    int step = values.evenStep(field);
    return step > 0 ? tongue.every(step, field) : tongue.when(field, values);
  }

  private static boolean isEven(Values values, CronField field) {
    return values.isAll(field) || values.evenStep(field) > 0;
  }

  private static List<String> clockTimes(Values seconds, Values minutes, Values hours) {
    int second = seconds.toArray()[0];
    String tail = second == 0 ? "" : ":%02d".formatted(second);
    List<String> times = new ArrayList<>();
    for (int hour : hours.toArray()) {
      for (int minute : minutes.toArray()) {
        times.add("%02d:%02d%s".formatted(hour, minute, tail));
      }
    }
    return times;
  }

  private String days(Days days, TimesOfDay times) {
    String ofMonth = days.ofMonth().any() ? "" : ofMonth(days.ofMonth());
    String ofWeek = days.ofWeek().any() ? "" : ofWeek(days.ofWeek());
    if (ofMonth.isEmpty() && ofWeek.isEmpty()) {
      return isClockTimes(times) ? tongue.eachDay() : "";
    }
    if (ofMonth.isEmpty() || ofWeek.isEmpty()) {
      return ofMonth + ofWeek;
    }
    return days.match() == DayMatch.AND
        ? tongue.both(ofMonth, ofWeek)
        : tongue.anyOf(List.of(ofMonth, ofWeek));
  }

  private String ofMonth(DaysOfMonth days) {
    List<String> phrases = new ArrayList<>();
    if (days.numbered() != 0) {
      phrases.add(tongue.when(CronField.DAY_OF_MONTH, Values.of(days.numbered())));
    }
    Values.of(days.nearest()).set().stream()
        .forEach(day -> phrases.add(tongue.nearestWeekday(day)));
    Values.of(days.beforeLast()).set().stream()
        .forEach(before -> phrases.add(tongue.dayBeforeLast(before)));
    if (days.lastWeekday()) {
      phrases.add(tongue.lastWeekday());
    }
    return tongue.anyOf(phrases);
  }

  private String ofWeek(DaysOfWeek days) {
    List<String> phrases = new ArrayList<>();
    if (days.plain() != 0) {
      phrases.add(tongue.when(CronField.DAY_OF_WEEK, Values.of(days.plain())));
    }
    days.eachNth((weekday, n) -> phrases.add(tongue.nth(weekday, n)));
    Values.of(days.last()).set().stream().forEach(weekday -> phrases.add(tongue.last(weekday)));
    return tongue.anyOf(phrases);
  }
}
