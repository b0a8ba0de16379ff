package io.tickwheel.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What schedules do on the days when clocks change. The table is printed, and stands in
/// `docs/schedules.md`.
class DstDaysTest {
  private static final String WORDS = "run_after_gap first";

  private record Row(
      String what, String zone, String cron, String policy, String from, List<String> fired) {}

  private static final List<Row> TABLE =
      List.of(
          row(
              "gap of an hour",
              "America/New_York",
              "30 2 * * *",
              WORDS,
              "2026-03-07T12:00:00Z",
              "2026-03-08T07:00:00Z",
              "2026-03-09T06:30:00Z"),
          row(
              "gap of an hour",
              "America/New_York",
              "30 2 * * *",
              "shift first",
              "2026-03-07T12:00:00Z",
              "2026-03-08T07:30:00Z",
              "2026-03-09T06:30:00Z"),
          row(
              "gap of an hour",
              "America/New_York",
              "30 2 * * *",
              "skip first",
              "2026-03-07T12:00:00Z",
              "2026-03-09T06:30:00Z"),
          row(
              "overlap of an hour",
              "America/New_York",
              "30 1 * * *",
              WORDS,
              "2026-10-31T12:00:00Z",
              "2026-11-01T05:30:00Z",
              "2026-11-02T06:30:00Z"),
          row(
              "overlap of an hour",
              "America/New_York",
              "30 1 * * *",
              "run_after_gap second",
              "2026-10-31T12:00:00Z",
              "2026-11-01T06:30:00Z",
              "2026-11-02T06:30:00Z"),
          row(
              "overlap of an hour",
              "America/New_York",
              "30 1 * * *",
              "run_after_gap both",
              "2026-10-31T12:00:00Z",
              "2026-11-01T05:30:00Z",
              "2026-11-01T06:30:00Z",
              "2026-11-02T06:30:00Z"),
          row(
              "gap at midnight",
              "Africa/Cairo",
              "0 0 * * *",
              WORDS,
              "2026-04-23T12:00:00Z",
              "2026-04-23T22:00:00Z",
              "2026-04-24T21:00:00Z"),
          row(
              "gap of 30 minutes",
              "Australia/Lord_Howe",
              "15 2 * * *",
              WORDS,
              "2026-10-03T00:00:00Z",
              "2026-10-03T15:30:00Z",
              "2026-10-04T15:15:00Z"),
          row(
              "overlap of 30 minutes",
              "Australia/Lord_Howe",
              "45 1 * * *",
              WORDS,
              "2026-04-04T00:00:00Z",
              "2026-04-04T14:45:00Z",
              "2026-04-05T15:15:00Z"),
          row(
              "a day that is left out",
              "Pacific/Apia",
              "0 12 * * *",
              WORDS,
              "2011-12-29T10:00:00Z",
              "2011-12-29T22:00:00Z",
              "2011-12-30T10:00:00Z",
              "2011-12-30T22:00:00Z"),
          row(
              "winter time is the exception",
              "Europe/Dublin",
              "30 1 * * *",
              WORDS,
              "2026-03-28T12:00:00Z",
              "2026-03-29T01:00:00Z",
              "2026-03-30T00:30:00Z"),
          row(
              "winter time is the exception",
              "Europe/Dublin",
              "30 1 * * *",
              WORDS,
              "2026-10-24T12:00:00Z",
              "2026-10-25T00:30:00Z",
              "2026-10-26T01:30:00Z"),
          row(
              "every hour goes on",
              "America/New_York",
              "0 * * * *",
              WORDS,
              "2026-03-08T05:30:00Z",
              "2026-03-08T06:00:00Z",
              "2026-03-08T07:00:00Z",
              "2026-03-08T08:00:00Z"));

  private static Row row(
      String what, String zone, String cron, String policy, String from, String... fired) {
    return new Row(what, zone, cron, policy, from, List.of(fired));
  }

  @Test
  void behavesAsDocumented() {
    for (Row row : TABLE) {
      House house = new House(row.from);
      String[] policy = row.policy.split(" ");
      house.save(
          allowAll(House.spec(new Timing.Cron(row.cron, row.zone, policy[0], policy[1], "or"))));
      house.walk(row.fired.getLast());
      System.out.println(
          "%-28s %-20s %-10s %-22s %s"
              .formatted(row.what, row.zone, row.cron, row.policy, house.fired()));
      assertThat(house.fired()).as("%s", row).isEqualTo(row.fired);
    }
  }

  private static ScheduleSpec allowAll(ScheduleSpec spec) {
    return new ScheduleSpec(
        spec.name(),
        spec.timing(),
        spec.task(),
        CatchUp.DEFAULT,
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
}
