package io.tickwheel.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The cluster stands still for two hours, from 10:00:30 to 12:00:30, and is started again. The
/// table is printed.
class StandstillTest {
  private record Row(
      String cron, Misfire misfire, long windowMinutes, int most, String fired, String skipped) {}

  private static final List<Row> TABLE =
      List.of(
          row("* * * * *", Misfire.SKIP, 60, 100, "12:00", "MISFIRED 10:01-11:59 x119"),
          row(
              "* * * * *",
              Misfire.FIRE_ONCE,
              60,
              100,
              "11:59(+118) 12:00",
              "OUTSIDE_CATCHUP_WINDOW 10:01-11:00 x60, COALESCED 11:01-11:58 x58"),
          row(
              "* * * * *",
              Misfire.FIRE_ALL,
              60,
              100,
              "11:01 ... 12:00 = 60",
              "OUTSIDE_CATCHUP_WINDOW 10:01-11:00 x60"),
          row(
              "* * * * *",
              Misfire.FIRE_ALL,
              60,
              10,
              "11:50 ... 12:00 = 11",
              "OUTSIDE_CATCHUP_WINDOW 10:01-11:00 x60, OVER_MAX_CATCHUP 11:01-11:49 x49"),
          row("* * * * *", Misfire.FIRE_ALL, 180, 1000, "10:01 ... 12:00 = 120", ""),
          row(
              "* * * * *",
              Misfire.FIRE_ALL,
              60,
              0,
              "12:00",
              "OUTSIDE_CATCHUP_WINDOW 10:01-11:00 x60, OVER_MAX_CATCHUP 11:01-11:59 x59"),
          row("15 11 * * *", Misfire.FIRE_ONCE, 60, 100, "11:15", ""),
          row("45 10 * * *", Misfire.FIRE_ONCE, 60, 100, "", "OUTSIDE_CATCHUP_WINDOW 10:45"),
          row("45 10 * * *", Misfire.FIRE_ONCE, 120, 100, "10:45", ""),
          row("45 10 * * *", Misfire.SKIP, 60, 100, "", "MISFIRED 10:45"),
          row("0 13 * * *", Misfire.FIRE_ALL, 60, 100, "", ""));

  private static Row row(
      String cron, Misfire misfire, long windowMinutes, int most, String fired, String skipped) {
    return new Row(cron, misfire, windowMinutes, most, fired, skipped);
  }

  @Test
  void makesUpForExactlyWhatThePolicySays() {
    for (Row row : TABLE) {
      House house = new House("2026-03-01T09:59:59Z");
      house.jump("2026-03-01T10:00:30Z");
      house.save(spec(row.cron, row.misfire, row.windowMinutes, row.most));
      house.jump("2026-03-01T12:00:30Z");
      String fired = fired(house);
      String skipped = skipped(house);
      System.out.println(
          "%-12s %-9s window %3d min, max %4d: fired %-24s skipped %s"
              .formatted(row.cron, row.misfire, row.windowMinutes, row.most, fired, skipped));
      assertThat(fired).as("fired by %s", row).isEqualTo(row.fired);
      assertThat(skipped).as("skipped by %s", row).isEqualTo(row.skipped);
    }
  }

  /// For random policies, standstills and timetables, against counting occurrence by occurrence.
  @Test
  void agreesWithCountingOnFingers() {
    for (long seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      long start = House.millis("2026-03-01T00:00:00Z") + random.nextInt(86_400_000);
      long period = (1 + random.nextInt(600)) * 1_000L;
      ScheduleSpec spec =
          new ScheduleSpec(
              "s",
              new Timing.Interval(period),
              House.cron("* * * * *", "UTC").task(),
              new CatchUp(
                  Misfire.values()[random.nextInt(3)],
                  random.nextInt(100) * 1_000L,
                  random.nextInt(7_200) * 1_000L,
                  random.nextInt(20)),
              Overlap.ALLOW_ALL,
              RunCondition.ALWAYS,
              0,
              0,
              0,
              0,
              0,
              List.of(),
              "api");
      Timetable timetable = Timetable.of(spec, start);
      long now = start + random.nextInt(10_800_000);
      List<Missed.Step> steps = Missed.decide(timetable, spec.catchUp(), start, now);
      assertThat(steps).as("seed %s", seed).isEqualTo(counted(spec, timetable, start, now));
    }
  }

  private static List<Missed.Step> counted(
      ScheduleSpec spec, Timetable timetable, long start, long now) {
    CatchUp policy = spec.catchUp();
    List<Long> missed = new ArrayList<>();
    for (OptionalLong next = timetable.next(start);
        next.isPresent() && next.getAsLong() < now - policy.graceMillis();
        next = timetable.next(next.getAsLong())) {
      missed.add(next.getAsLong());
    }
    int most =
        switch (policy.misfire()) {
          case SKIP -> 0;
          case FIRE_ONCE -> Math.min(1, policy.countMax());
          case FIRE_ALL -> policy.countMax();
        };
    List<Long> young = missed.stream().filter(n -> n >= now - policy.windowMillis()).toList();
    List<Long> made = young.subList(Math.max(0, young.size() - most), young.size());
    List<Long> old = missed.subList(0, missed.size() - young.size());
    List<Long> over = young.subList(0, young.size() - made.size());
    List<Missed.Step> steps = new ArrayList<>();
    if (policy.misfire() == Misfire.SKIP) {
      skip(missed, SkipReason.MISFIRED, steps);
      return steps;
    }
    skip(old, SkipReason.OUTSIDE_CATCHUP_WINDOW, steps);
    boolean once = policy.misfire() == Misfire.FIRE_ONCE && policy.countMax() > 0;
    skip(over, once ? SkipReason.COALESCED : SkipReason.OVER_MAX_CATCHUP, steps);
    for (long nominal : made) {
      int inPlaceOf = policy.misfire() == Misfire.FIRE_ONCE ? missed.size() - 1 : 0;
      steps.add(new Missed.Step.Fire(nominal, inPlaceOf));
    }
    return steps;
  }

  private static void skip(List<Long> span, SkipReason reason, List<Missed.Step> steps) {
    if (!span.isEmpty()) {
      steps.add(new Missed.Step.Skip(span.getFirst(), span.getLast(), span.size(), reason));
    }
  }

  private static ScheduleSpec spec(String cron, Misfire misfire, long windowMinutes, int most) {
    return new ScheduleSpec(
        "s",
        Timing.Cron.of(cron, "UTC"),
        House.cron(cron, "UTC").task(),
        new CatchUp(misfire, 59_000, windowMinutes * 60_000, most),
        Overlap.ALLOW_ALL,
        RunCondition.ALWAYS,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        "api");
  }

  private static String fired(House house) {
    List<String> fired =
        house.events(ScheduleEvent.Fired.class).stream()
            .map(f -> minute(f.nominalMillis()) + (f.missed() > 0 ? "(+" + f.missed() + ")" : ""))
            .toList();
    return fired.size() <= 3
        ? String.join(" ", fired)
        : fired.getFirst() + " ... " + fired.getLast() + " = " + fired.size();
  }

  private static String skipped(House house) {
    return String.join(
        ", ",
        house.events(ScheduleEvent.Skipped.class).stream()
            .map(
                s ->
                    s.reason()
                        + " "
                        + minute(s.firstMillis())
                        + (s.count() == 1 ? "" : "-" + minute(s.lastMillis()) + " x" + s.count()))
            .toList());
  }

  private static String minute(long millis) {
    return House.text(millis).substring(11, 16);
  }
}
