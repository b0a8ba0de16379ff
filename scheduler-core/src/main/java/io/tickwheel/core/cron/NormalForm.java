package io.tickwheel.core.cron;

import io.tickwheel.model.DurationText;
import java.util.ArrayList;
import java.util.List;

/// The one spelling that all expressions of the same meaning share: numbers for names, `*` where
/// all is admitted, values in order, and no more fields than needed.
final class NormalForm {
  private static final int RUN_MIN = 3;
  private static final int STEPPED_MIN = 4;

  private NormalForm() {}

  static String of(CronExpression expression) {
    String zone = expression.zone().map(id -> "CRON_TZ=" + id + " ").orElse("");
    return switch (expression.pattern()) {
      case Every every -> zone + "@every " + DurationText.text(every.periodMillis());
      case LocalTimes times -> zone + fields(times);
    };
  }

  private static String fields(LocalTimes local) {
    TimesOfDay times = local.times();
    Days days = local.days();
    Values seconds = Values.of(times.seconds());
    List<String> fields = new ArrayList<>();
    if (!seconds.isOnly(0) || !days.years().any()) {
      fields.add(timeField(seconds, CronField.SECOND));
    }
    fields.add(timeField(Values.of(times.minutes()), CronField.MINUTE));
    fields.add(timeField(Values.of(times.hours()), CronField.HOUR));
    fields.add(days.ofMonth().any() ? "*" : ofMonth(days.ofMonth()));
    fields.add(timeField(Values.of(days.months()), CronField.MONTH));
    fields.add(days.ofWeek().any() ? "*" : ofWeek(days.ofWeek()));
    if (!days.years().any()) {
      fields.add(list(new Values(days.years().set()), CronField.YEAR));
    }
    return String.join(" ", fields);
  }

  private static String timeField(Values values, CronField field) {
    return values.isAll(field) ? "*" : list(values, field);
  }

  private static String ofMonth(DaysOfMonth days) {
    List<String> items = new ArrayList<>();
    if (days.numbered() != 0) {
      items.add(list(Values.of(days.numbered()), CronField.DAY_OF_MONTH));
    }
    Values.of(days.nearest()).set().stream().forEach(day -> items.add(day + "W"));
    Values.of(days.beforeLast()).set().stream()
        .forEach(before -> items.add(before == 0 ? "L" : "L-" + before));
    if (days.lastWeekday()) {
      items.add("LW");
    }
    return String.join(",", items);
  }

  private static String ofWeek(DaysOfWeek days) {
    List<String> items = new ArrayList<>();
    if (days.plain() != 0) {
      items.add(list(Values.of(days.plain()), CronField.DAY_OF_WEEK));
    }
    days.eachNth((weekday, n) -> items.add(weekday + "#" + n));
    Values.of(days.last()).set().stream().forEach(weekday -> items.add(weekday + "L"));
    return String.join(",", items);
  }

  private static String list(Values values, CronField field) {
    int[] all = values.toArray();
    int step = values.step();
    if (step > 1 && all[all.length - 1] + step > field.max()) {
      return (all[0] == field.min() ? "*" : "" + all[0]) + "/" + step;
    }
    if (step > 1 && all.length >= STEPPED_MIN) {
      return all[0] + "-" + all[all.length - 1] + "/" + step;
    }
    List<String> items = new ArrayList<>();
    for (Values.Run run : values.runs()) {
      if (run.last() - run.first() + 1 >= RUN_MIN) {
        items.add(run.first() + "-" + run.last());
      } else {
        for (int value = run.first(); value <= run.last(); value++) {
          items.add("" + value);
        }
      }
    }
    return String.join(",", items);
  }
}
