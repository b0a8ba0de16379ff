package io.tickwheel.core.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is due, at known corners of the calendar and of zones.
final class OccurrencesTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 29 2 *       | 2096-03-01 | 2104-02-29 2108-02-29",
        "0 0 29 2 1       | 2026-02-25 | 2027-02-01 2027-02-08",
        "0 0 31 * *       | 2026-01-31 | 2026-03-31 2026-05-31",
        "0 0 L * *        | 2024-01-31 | 2024-02-29 2024-03-31",
        "0 0 L-30 * *     | 2026-01-01 | 2026-03-01 2026-05-01",
        "0 0 L-28 2 *     | 2025-01-01 | 2028-02-01 2032-02-01",
        "0 0 LW * *       | 2026-01-01 | 2026-01-30 2026-02-27",
        "0 0 1W * *       | 2026-07-31 | 2026-08-03 2026-09-01",
        "0 0 15W * *      | 2026-08-01 | 2026-08-14 2026-09-15",
        "0 0 16W * *      | 2026-08-01 | 2026-08-17 2026-09-16",
        "0 0 31W * *      | 2026-01-01 | 2026-01-30 2026-03-31",
        "0 0 30W * *      | 2026-08-01 | 2026-08-31 2026-09-30",
        "0 0 * * 5#5      | 2026-01-01 | 2026-01-30 2026-05-29",
        "0 0 * * 5L       | 2026-01-01 | 2026-01-30 2026-02-27",
        "0 0 13 * 5       | 2026-01-01 | 2026-01-02 2026-01-09",
        "0 0 1,L * *      | 2026-01-01 | 2026-01-31 2026-02-01",
        "0 0 */31 * 0     | 2026-01-01 | 2026-01-04 2026-01-11",
        "0 0 * * 0-6      | 2026-01-01 | 2026-01-02 2026-01-03",
        "0 0 0 1 1 ? 2020 | 2019-06-01 | 2020-01-01 never",
        "0 0 0 1 1 ? 2020 | 2026-01-01 | never",
        "0 0 0 1 1 ? 2099 | 1900-01-01 | 2099-01-01 never",
        "0 0 1 1 *        | 2099-06-01 | 2100-01-01 2101-01-01",
        "0 0 1 1 *        | 1950-06-01 | 1951-01-01 1952-01-01",
        "0 0 1 1 *        | 9998-06-01 | 9999-01-01 never",
      })
  void daysAreFoundInTheCalendar(String text, String from, String due) {
    Occurrences occurrences = CronExpression.parse(text).occurrences(UTC, DstPolicy.DEFAULT, 0);
    long at = millis(from + "T00:00:00Z");
    for (String expected : due.split(" ")) {
      var next = occurrences.next(at);
      if (expected.equals("never")) {
        assertThat(next).isEmpty();
        return;
      }
      assertThat(next).hasValue(millis(expected + "T00:00:00Z"));
      assertThat(occurrences.previous(millis(expected + "T00:00:01Z"))).isEqualTo(next);
      assertThat(occurrences.matches(next.getAsLong())).isTrue();
      assertThat(occurrences.matches(next.getAsLong() + 1)).isFalse();
      at = next.getAsLong();
    }
  }

  @Test
  void bothDayFieldsAreDemandedWhenAsked() {
    var friday13 = CronExpression.parse("0 0 13 * FRI", DayMatch.AND);
    assertThat(next(friday13, UTC, DstPolicy.DEFAULT, "2026-01-01T00:00:00Z", 3))
        .containsExactly("2026-02-13T00:00:00Z", "2026-03-13T00:00:00Z", "2026-11-13T00:00:00Z");
  }

  /// gap/overlap, zone, expression, from, and what is due then.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // New York, 2026-03-08: 02:00 to 03:00 is missing
        "run_after_gap/first | America/New_York | 30 2 * * * | 2026-03-07T12:00:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:30:00Z",
        "shift/first         | America/New_York | 30 2 * * * | 2026-03-07T12:00:00Z | 2026-03-08T07:30:00Z 2026-03-09T06:30:00Z",
        "skip/first          | America/New_York | 30 2 * * * | 2026-03-07T12:00:00Z | 2026-03-09T06:30:00Z",
        "run_after_gap/first | America/New_York | */20 2-3 * * * | 2026-03-08T06:00:00Z | 2026-03-08T07:00:00Z 2026-03-08T07:20:00Z 2026-03-08T07:40:00Z 2026-03-09T06:00:00Z",
        "shift/first         | America/New_York | 15,30 2,3 * * * | 2026-03-08T06:00:00Z | 2026-03-08T07:15:00Z 2026-03-08T07:30:00Z 2026-03-09T06:15:00Z",
        "shift/first         | America/New_York | 10,40 2 * * * | 2026-03-08T07:10:00Z | 2026-03-08T07:40:00Z 2026-03-09T06:10:00Z",
        // New York, 2026-11-01: 01:00 to 02:00 comes twice
        "skip/first          | America/New_York | 30 1 * * * | 2026-11-01T00:00:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
        "skip/second         | America/New_York | 30 1 * * * | 2026-11-01T00:00:00Z | 2026-11-01T06:30:00Z 2026-11-02T06:30:00Z",
        "skip/both           | America/New_York | 30 1 * * * | 2026-11-01T00:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T06:30:00Z 2026-11-02T06:30:00Z",
        "skip/first          | America/New_York | */30 1 * * * | 2026-11-01T05:30:00Z | 2026-11-02T06:00:00Z",
        // All hours: every instant whose local time matches
        "run_after_gap/first | America/New_York | 30 * * * * | 2026-03-08T06:00:00Z | 2026-03-08T06:30:00Z 2026-03-08T07:30:00Z",
        "skip/first          | America/New_York | 30 0-23 * * * | 2026-11-01T05:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T06:30:00Z 2026-11-01T07:30:00Z",
        "shift/second        | America/New_York | 0 */1 * * * | 2026-11-01T04:30:00Z | 2026-11-01T05:00:00Z 2026-11-01T06:00:00Z 2026-11-01T07:00:00Z",
        // Midnight is missing: Cairo, Beirut, Havana
        "run_after_gap/first | Africa/Cairo   | 0 0 * * * | 2023-04-26T23:00:00Z | 2023-04-27T22:00:00Z 2023-04-28T21:00:00Z",
        "skip/first          | Africa/Cairo   | 0 0 * * * | 2023-04-26T23:00:00Z | 2023-04-28T21:00:00Z",
        "shift/first         | Asia/Beirut    | 30 0 * * * | 2024-03-30T12:00:00Z | 2024-03-30T22:30:00Z 2024-03-31T21:30:00Z",
        "run_after_gap/first | America/Havana | 0 0 * * SUN | 2026-03-07T12:00:00Z | 2026-03-08T05:00:00Z 2026-03-15T04:00:00Z",
        // Half an hour on Lord Howe: 02:00 to 02:30, and 01:30 to 02:00 twice
        "run_after_gap/first | Australia/Lord_Howe | 15 2 * * * | 2026-10-03T00:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z",
        "shift/first         | Australia/Lord_Howe | 15 2 * * * | 2026-10-03T00:00:00Z | 2026-10-03T15:45:00Z 2026-10-04T15:15:00Z",
        "skip/both           | Australia/Lord_Howe | 45 1 * * * | 2026-04-04T00:00:00Z | 2026-04-04T14:45:00Z 2026-04-04T15:15:00Z",
        "skip/first          | Australia/Lord_Howe | 0 * * * * | 2026-04-04T14:00:00Z | 2026-04-04T15:30:00Z 2026-04-04T16:30:00Z",
        "skip/first          | Australia/Lord_Howe | 30 * * * * | 2026-04-04T14:00:00Z | 2026-04-04T14:30:00Z 2026-04-04T15:00:00Z 2026-04-04T16:00:00Z",
        // Apia had no 30 December 2011
        "run_after_gap/first | Pacific/Apia | 0 12 * * * | 2011-12-29T00:00:00Z | 2011-12-29T22:00:00Z 2011-12-30T10:00:00Z 2011-12-30T22:00:00Z",
        "shift/first         | Pacific/Apia | 0 12 * * * | 2011-12-29T00:00:00Z | 2011-12-29T22:00:00Z 2011-12-30T22:00:00Z 2011-12-31T22:00:00Z",
        "skip/first          | Pacific/Apia | 0 12 30 * * | 2011-12-01T00:00:00Z | 2012-01-29T22:00:00Z",
        "run_after_gap/both  | Pacific/Apia | 0 0 * 30 12 ? 2011 | 2011-12-01T00:00:00Z | never",
        // Dublin's winter is its DST, which changes nothing
        "run_after_gap/first | Europe/Dublin | 30 1 * * * | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
        "skip/second         | Europe/Dublin | 30 1 * * * | 2026-10-25T00:00:00Z | 2026-10-25T01:30:00Z",
        // Changes that are no DST: Pyongyang 2018, Caracas 2016, Kiritimati 1994
        "run_after_gap/first | Asia/Pyongyang | 45 23 * * * | 2018-05-04T00:00:00Z | 2018-05-04T15:00:00Z 2018-05-05T14:45:00Z",
        "shift/first         | America/Caracas | 45 2 * * * | 2016-04-30T12:00:00Z | 2016-05-01T07:15:00Z 2016-05-02T06:45:00Z",
        "skip/first          | Asia/Kolkata | 0 0 * * * | 2026-01-01T00:00:00Z | 2026-01-01T18:30:00Z",
        // Local mean time: -00:44:30
        "skip/first          | Africa/Monrovia | 0 0 * * * | 1971-12-31T12:00:00Z | 1972-01-01T00:44:30Z 1972-01-02T00:44:30Z",
        // Never there, whatever the year
        "skip/first          | America/New_York | 30 2 * 3 SUN#2 | 2026-01-01T00:00:00Z | never",
      })
  void changesOfOffsetFollowThePolicies(
      String policy, String zone, String text, String from, String due) {
    String[] words = policy.strip().split("/");
    var dst =
        new DstPolicy(
            GapPolicy.of(words[0]).orElseThrow(), OverlapPolicy.of(words[1]).orElseThrow());
    // Their day is told by March and the second Sunday at once.
    DayMatch match = text.contains("#") ? DayMatch.AND : DayMatch.OR;
    List<String> expected = due.equals("never") ? List.of() : List.of(due.split(" "));
    assertThat(
            next(
                CronExpression.parse(text, match),
                ZoneId.of(zone),
                dst,
                from,
                Math.max(1, expected.size())))
        .isEqualTo(expected);
  }

  @Test
  void theExpressionsOwnZoneWins() {
    var tokyo = CronExpression.parse("CRON_TZ=Asia/Tokyo 0 9 * * *");
    assertThat(next(tokyo, UTC, DstPolicy.DEFAULT, "2026-01-01T00:00:00Z", 1))
        .containsExactly("2026-01-02T00:00:00Z");
  }

  @Test
  void everyCountsElapsedTimeFromItsAnchor() {
    Occurrences every =
        CronExpression.parse("@every 90s").occurrences(UTC, DstPolicy.DEFAULT, 10_500);

    assertThat(every.next(Long.MIN_VALUE)).hasValue(10_500);
    assertThat(every.next(10_499)).hasValue(10_500);
    assertThat(every.next(10_500)).hasValue(100_500);
    assertThat(every.next(100_499)).hasValue(100_500);
    assertThat(every.previous(100_501)).hasValue(100_500);
    assertThat(every.previous(100_500)).hasValue(10_500);
    assertThat(every.previous(10_500)).isEmpty();
    assertThat(every.matches(190_500)).isTrue();
    assertThat(every.matches(190_499)).isFalse();
    assertThat(LongStream.generate(every.between(0, 200_000)::nextLong).limit(3))
        .containsExactly(10_500L, 100_500L, 190_500L);
  }

  @Test
  void everyEndsWithTime() {
    Occurrences every = CronExpression.parse("@every 7d").occurrences(UTC, DstPolicy.DEFAULT, 0);
    assertThat(every.next(millis("9999-12-30T00:00:00Z"))).isEmpty();
    Occurrences ages =
        CronExpression.parse("@every 106751991167d").occurrences(UTC, DstPolicy.DEFAULT, 1000);
    assertThat(ages.next(1000)).isEmpty();
  }

  private static List<String> next(
      CronExpression expression, ZoneId zone, DstPolicy policy, String from, int count) {
    Occurrences occurrences = expression.occurrences(zone, policy, 0);
    List<String> found = new ArrayList<>();
    var next = occurrences.next(millis(from));
    while (next.isPresent() && found.size() < count) {
      found.add(Instant.ofEpochMilli(next.getAsLong()).toString());
      next = occurrences.next(next.getAsLong());
    }
    return found;
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
