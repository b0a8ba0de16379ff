package io.tickwheel.core.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `at 02:30 on the last Friday of the month, in March and June`.
final class English implements Tongue {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth");

  @Override
  public String every(int step, CronField unit) {
    return step == 1 ? "every " + unit.word() : "every %d %ss".formatted(step, unit.word());
  }

  @Override
  public String elapsed(String duration) {
    return "every " + duration + " of elapsed time";
  }

  @Override
  public String at(List<String> times) {
    return "at " + joined(times, "and");
  }

  @Override
  public String when(CronField field, Values values) {
    return switch (field) {
      case SECOND, MINUTE -> "at " + counted(field.word(), values);
      case HOUR -> "during " + counted(field.word(), values);
      case DAY_OF_MONTH -> "on " + counted("day", values) + " of the month";
      case MONTH -> "in " + runs(values, month -> MONTHS.get(month - 1));
      case DAY_OF_WEEK -> "on " + runs(values, WEEKDAYS::get);
      case YEAR -> "in " + runs(values, Integer::toString);
    };
  }

  @Override
  public String time(List<String> phrases) {
    return String.join(" ", phrases);
  }

  @Override
  public String eachDay() {
    return "every day";
  }

  @Override
  public String dayBeforeLast(int days) {
    return switch (days) {
      case 0 -> "on the last day of the month";
      case 1 -> "on the day before the last of the month";
      default -> "%d days before the last of the month".formatted(days);
    };
  }

  @Override
  public String nearestWeekday(int day) {
    return "on the weekday (Monday to Friday) nearest day %d".formatted(day);
  }

  @Override
  public String lastWeekday() {
    return "on the last weekday (Monday to Friday) of the month";
  }

  @Override
  public String nth(int weekday, int n) {
    return "on the %s %s of the month".formatted(ORDINALS.get(n - 1), WEEKDAYS.get(weekday));
  }

  @Override
  public String last(int weekday) {
    return "on the last %s of the month".formatted(WEEKDAYS.get(weekday));
  }

  @Override
  public String anyOf(List<String> days) {
    return joined(days, "or");
  }

  @Override
  public String both(String first, String second) {
    return first + " if it is also " + second;
  }

  @Override
  public String sentence(String time, String days, String months, String years) {
    String moment = days.isEmpty() ? time : time + " " + days;
    return Stream.of(moment, months, years)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String inZone(String sentence, String zone) {
    return sentence + ", in " + zone;
  }

  private static String counted(String word, Values values) {
    return (values.count() == 1 ? word : word + "s") + " " + runs(values, Integer::toString);
  }

  private static String runs(Values values, IntFunction<String> word) {
    List<String> items = new ArrayList<>();
    for (Values.Run run : values.runs()) {
      String first = word.apply(run.first());
      String last = word.apply(run.last());
      switch (run.last() - run.first()) {
        case 0 -> items.add(first);
        case 1 -> items.addAll(List.of(first, last));
        default -> items.add(first + " to " + last);
      }
    }
    return joined(items, "and");
  }

  private static String joined(List<String> items, String word) {
    int last = items.size() - 1;
    return last == 0
        ? items.getFirst()
        : String.join(", ", items.subList(0, last)) + " " + word + " " + items.get(last);
  }
}
