package io.tickwheel.core.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// A random expression, and beside its text what it means, put together from plain questions about
/// a date or a time: it shares nothing with the reader under test.
record RandomCron(
    String text,
    DayMatch dayMatch,
    IntPredicate second,
    IntPredicate minute,
    IntPredicate hour,
    Predicate<LocalDate> day,
    boolean onlySecondZero) {
  private static final String[] MONTHS = {
    "", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"
  };
  private static final String[] WEEKDAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"};

  /// A piece of text and what it admits.
  private record Part<T>(String text, Predicate<T> admits) {}

  boolean admits(LocalDateTime time) {
    return second.test(time.getSecond())
        && minute.test(time.getMinute())
        && hour.test(time.getHour())
        && day.test(time.toLocalDate());
  }

  boolean admitsAllHours() {
    for (int h = 0; h < 24; h++) {
      if (!hour.test(h)) {
        return false;
      }
    }
    return true;
  }

  /// Due every day or nearly so, and often around `near`.
  static RandomCron frequent(SplittableRandom random, LocalDateTime near, boolean withSeconds) {
    Part<LocalDate> all = new Part<>("*", date -> true);
    Part<LocalDate> days = random.nextInt(4) > 0 ? all : list(random, () -> dayOfMonth(random));
    Part<Integer> hours =
        switch (random.nextInt(4)) {
          case 0 -> numbers(random, 0, 23);
          case 1 -> new Part<>(random.nextBoolean() ? "*/1" : "0-23", hour -> true);
          default -> around(random, near.getHour());
        };
    return of(random, hours, days, new Part<>("*", m -> true), all, "", withSeconds);
  }

  /// Any day fields, and now and then a year.
  static RandomCron rare(SplittableRandom random) {
    Part<LocalDate> all = new Part<>(random.nextBoolean() ? "*" : "?", date -> true);
    Part<LocalDate> days = random.nextInt(3) == 0 ? all : list(random, () -> dayOfMonth(random));
    Part<LocalDate> weekdays = random.nextInt(2) == 0 ? all : list(random, () -> weekday(random));
    Part<Integer> months = random.nextBoolean() ? new Part<>("*", m -> true) : monthList(random);
    Part<Integer> hours = numbers(random, 0, 23);
    return of(random, hours, days, months, weekdays, years(random), random.nextBoolean());
  }

  private static RandomCron of(
      SplittableRandom random,
      Part<Integer> hours,
      Part<LocalDate> days,
      Part<Integer> months,
      Part<LocalDate> weekdays,
      String years,
      boolean withSeconds) {
    boolean seconds = withSeconds || !years.isEmpty();
    Part<Integer> second = seconds ? numbers(random, 0, 59) : new Part<>("", s -> s == 0);
    Part<Integer> minute = numbers(random, 0, 59);
    DayMatch match = random.nextInt(3) == 0 ? DayMatch.AND : DayMatch.OR;
    String text =
        String.join(
            random.nextInt(8) == 0 ? "\t " : " ",
            (second.text + " " + minute.text).strip(),
            hours.text,
            days.text,
            months.text,
            (weekdays.text + " " + years).strip());
    boolean both = restricts(days) && restricts(weekdays);
    Predicate<LocalDate> either = days.admits.or(weekdays.admits);
    Predicate<LocalDate> dayFields =
        both && match == DayMatch.OR ? either : days.admits.and(weekdays.admits);
    int year = years.isEmpty() ? 0 : Integer.parseInt(years.substring(0, 4));
    Predicate<LocalDate> day =
        date ->
            months.admits.test(date.getMonthValue())
                && (year == 0 || (date.getYear() >= year && date.getYear() <= year + 9))
                && dayFields.test(date);
    return new RandomCron(
        random.nextBoolean() ? text : text.toLowerCase(Locale.ROOT),
        match,
        second.admits::test,
        minute.admits::test,
        hours.admits::test,
        day,
        !seconds);
  }

  private static boolean restricts(Part<LocalDate> field) {
    return !field.text.equals("*") && !field.text.equals("?");
  }

  private static String years(SplittableRandom random) {
    int year = random.nextInt(1970, 2091);
    return random.nextInt(5) == 0 ? year + "-" + (year + 9) : "";
  }

  private static <T> Part<T> list(
      SplittableRandom random, java.util.function.Supplier<Part<T>> item) {
    List<String> texts = new ArrayList<>();
    Predicate<T> admits = value -> false;
    do {
      Part<T> next = item.get();
      texts.add(next.text);
      admits = admits.or(next.admits);
    } while (random.nextInt(3) == 0);
    return new Part<>(String.join(",", texts), admits);
  }

  private static Part<Integer> numbers(SplittableRandom random, int min, int max) {
    if (random.nextInt(4) == 0) {
      return new Part<>("*", value -> true);
    }
    return list(
        random,
        () -> {
          int a = random.nextInt(min, max + 1);
          int b = random.nextInt(a, max + 1);
          int step = random.nextInt(1, max - min + 2);
          String first = random.nextBoolean() ? "" + a : "%02d".formatted(a);
          return switch (random.nextInt(5)) {
            case 0 -> new Part<>("*/" + step, v -> (v - min) % step == 0);
            case 1 -> new Part<>(first + "/" + step, v -> v >= a && (v - a) % step == 0);
            case 2 -> new Part<>(first + "-" + b, v -> v >= a && v <= b);
            case 3 ->
                new Part<>(
                    first + "-" + b + "/" + step, v -> v >= a && v <= b && (v - a) % step == 0);
            default -> new Part<>(first, v -> v == a);
          };
        });
  }

  private static Part<Integer> around(SplittableRandom random, int hour) {
    int from = Math.max(0, hour - random.nextInt(3));
    int to = Math.min(23, hour + random.nextInt(3));
    return new Part<>(from + "-" + to, h -> h >= from && h <= to);
  }

  private static Part<Integer> monthList(SplittableRandom random) {
    return list(
        random,
        () -> {
          int a = random.nextInt(1, 13);
          int b = random.nextInt(a, 13);
          return switch (random.nextInt(4)) {
            case 0 -> new Part<>(MONTHS[a], m -> m == a);
            case 1 -> new Part<>(MONTHS[a] + "-" + b, m -> m >= a && m <= b);
            case 2 -> new Part<>(a + "/3", m -> m >= a && (m - a) % 3 == 0);
            default -> new Part<>("" + a, m -> m == a);
          };
        });
  }

  private static Part<LocalDate> dayOfMonth(SplittableRandom random) {
    int day = random.nextInt(1, 32);
    int before = random.nextInt(1, 31);
    return switch (random.nextInt(7)) {
      case 0 -> new Part<>("L", date -> date.getDayOfMonth() == date.lengthOfMonth());
      case 1 ->
          new Part<>("L-" + before, date -> date.getDayOfMonth() == date.lengthOfMonth() - before);
      case 2 -> new Part<>("LW", date -> date.equals(lastWeekday(date)));
      case 3 -> new Part<>(day + "W", date -> isNearest(date, day));
      case 4 ->
          new Part<>(
              day + "/9",
              date -> date.getDayOfMonth() >= day && (date.getDayOfMonth() - day) % 9 == 0);
      default -> new Part<>("" + day, date -> date.getDayOfMonth() == day);
    };
  }

  private static LocalDate lastWeekday(LocalDate date) {
    LocalDate last = date.with(TemporalAdjusters.lastDayOfMonth());
    while (isWeekend(last)) {
      last = last.minusDays(1);
    }
    return last;
  }

  private static boolean isNearest(LocalDate date, int day) {
    YearMonth month = YearMonth.from(date);
    if (!month.isValidDay(day)) {
      return false;
    }
    for (int distance = 0; distance < 3; distance++) {
      for (int sign : new int[] {-1, 1}) {
        LocalDate near = month.atDay(day).plusDays((long) sign * distance);
        if (YearMonth.from(near).equals(month) && !isWeekend(near)) {
          return near.equals(date);
        }
      }
    }
    throw new AssertionError("a month without a weekday near " + date);
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static Part<LocalDate> weekday(SplittableRandom random) {
    int first = random.nextInt(0, 8);
    DayOfWeek weekday = DayOfWeek.of(first == 0 ? 7 : first);
    String word = random.nextBoolean() ? WEEKDAYS[first] : "" + first;
    int n = random.nextInt(1, 6);
    return switch (random.nextInt(4)) {
      case 0 ->
          new Part<>(
              word + "#" + n,
              date -> date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(n, weekday))));
      case 1 ->
          new Part<>(
              word + "L", date -> date.equals(date.with(TemporalAdjusters.lastInMonth(weekday))));
      case 2 -> {
        int length = random.nextInt(0, 6);
        int last = (first + length) % 7;
        yield new Part<>(
            word + "-" + WEEKDAYS[last],
            date -> Math.floorMod(date.getDayOfWeek().getValue() - first, 7) <= length);
      }
      default -> new Part<>(word, date -> date.getDayOfWeek() == weekday);
    };
  }
}
