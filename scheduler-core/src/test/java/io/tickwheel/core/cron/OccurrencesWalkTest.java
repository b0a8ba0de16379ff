package io.tickwheel.core.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Random expressions against an oracle that tries every second. `-Dcron.walk.factor=N` walks N
/// times as far, `-Dcron.walk.seed=N` elsewhere.
final class OccurrencesWalkTest {
  private static final long SEED = Long.getLong("cron.walk.seed", 20_260_307);
  private static final int FACTOR = Integer.getInteger("cron.walk.factor", 1);
  private static final Instant FROM = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2041-01-01T00:00:00Z");
  private static final Duration AROUND = Duration.ofMinutes(150);
  private static final int RARE_ROUNDS = 400;
  private static final int SECONDS_ROUNDS = 150;
  private static final int SEARCH_DAYS = 45 * 366;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void eachChangeOfEachZoneIsPassedAsTheOracleSays() {
    int changes = 0;
    int zones = 0;
    for (ZoneId zone : zones()) {
      List<ZoneOffsetTransition> ofZone = changes(zone.getRules());
      zones++;
      for (var change : ofZone) {
        for (int i = 0; i < FACTOR; i++) {
          compareAround(zone, change, AROUND, false);
        }
        changes++;
      }
    }
    assertThat(zones).isGreaterThan(400);
    assertThat(changes).isGreaterThan(20_000);
  }

  @Test
  void eachSecondIsAsTheOracleSays() {
    List<ZoneId> zones = zones();
    for (int round = 0; round < SECONDS_ROUNDS * FACTOR; ) {
      ZoneId zone = zones.get(random.nextInt(zones.size()));
      List<ZoneOffsetTransition> changes = changes(zone.getRules());
      if (!changes.isEmpty()) {
        var change = changes.get(random.nextInt(changes.size()));
        compareAround(zone, change, Duration.ofMinutes(20), true);
        round++;
      }
    }
  }

  /// Far away in either direction: day after day is tried.
  @Test
  void rareDaysAreFoundWhereTheOracleFindsThem() {
    List<ZoneId> zones = zones();
    for (int round = 0; round < RARE_ROUNDS * FACTOR; round++) {
      RandomCron cron = RandomCron.rare(random);
      ZoneId zone = zones.get(random.nextInt(zones.size()));
      DstPolicy policy = policy();
      Instant from = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
      var oracle = new CronOracle(cron, zone.getRules(), policy);
      String what = "%s %s %s %s %s, seed %d".formatted(cron, zone, policy, from, round, SEED);
      CronExpression expression;
      try {
        expression = CronExpression.parse(cron.text(), cron.dayMatch());
      } catch (BadCronException e) {
        assertThat(e.sentence()).as(what).contains("never be due");
        assertNeverDue(cron, what);
        continue;
      }
      Occurrences ours = expression.occurrences(zone, policy, 0);
      compare(ours.next(from.toEpochMilli()), forward(oracle, from, zone), from, what);
      compare(ours.previous(from.toEpochMilli()), backward(oracle, from, zone), from, what);
    }
  }

  /// Beyond the days that the oracle searched, all that can be said is that ours isn't there.
  private static void compare(
      java.util.OptionalLong ours, java.util.OptionalLong theirs, Instant from, String what) {
    if (theirs.isPresent()) {
      assertThat(ours).as(what).isEqualTo(theirs);
    } else if (ours.isPresent()) {
      Duration distance = Duration.between(from, Instant.ofEpochMilli(ours.getAsLong())).abs();
      assertThat(distance.toDays()).as(what).isGreaterThan(SEARCH_DAYS - 5);
    }
  }

  private static java.util.OptionalLong forward(CronOracle oracle, Instant from, ZoneId zone) {
    LocalDate today = LocalDateTime.ofInstant(from, zone).toLocalDate();
    for (int day = -2; day < SEARCH_DAYS; day++) {
      NavigableSet<Long> due = oracle.due(today.plusDays(day));
      // Days overlap where clocks go back by one: its neighbour may be earlier.
      Long found = due.higher(from.toEpochMilli());
      if (found != null) {
        Long other = oracle.due(today.plusDays(day + 1L)).higher(from.toEpochMilli());
        return java.util.OptionalLong.of(other == null ? found : Math.min(found, other));
      }
    }
    return java.util.OptionalLong.empty();
  }

  private static java.util.OptionalLong backward(CronOracle oracle, Instant from, ZoneId zone) {
    LocalDate today = LocalDateTime.ofInstant(from, zone).toLocalDate();
    for (int day = 2; day > -SEARCH_DAYS; day--) {
      Long found = oracle.due(today.plusDays(day)).lower(from.toEpochMilli());
      if (found != null) {
        Long other = oracle.due(today.plusDays(day - 1L)).lower(from.toEpochMilli());
        return java.util.OptionalLong.of(other == null ? found : Math.max(found, other));
      }
    }
    return java.util.OptionalLong.empty();
  }

  private static void assertNeverDue(RandomCron cron, String what) {
    LocalDate end = LocalDate.of(2100, 1, 1);
    for (var date = LocalDate.of(1970, 1, 1); date.isBefore(end); date = date.plusDays(1)) {
      assertThat(cron.day().test(date)).as("%s on %s", what, date).isFalse();
    }
  }

  private void compareAround(
      ZoneId zone, ZoneOffsetTransition change, Duration around, boolean withSeconds) {
    RandomCron cron =
        RandomCron.frequent(
            random,
            random.nextBoolean() ? change.getDateTimeBefore() : change.getDateTimeAfter(),
            withSeconds);
    DstPolicy policy = policy();
    CronExpression expression;
    try {
      expression = CronExpression.parse(cron.text(), cron.dayMatch());
    } catch (BadCronException e) {
      throw new AssertionError(cron + " " + e.sentence(), e);
    }
    Duration reach = around.plus(change.getDuration().abs());
    Instant from = change.getInstant().minus(reach);
    Instant until = change.getInstant().plus(reach);
    NavigableSet<Long> due =
        new CronOracle(cron, zone.getRules(), policy)
            .due(
                LocalDateTime.ofInstant(from, ZoneOffset.UTC)
                    .plusSeconds(least(change))
                    .minus(reach),
                LocalDateTime.ofInstant(until, ZoneOffset.UTC)
                    .plusSeconds(most(change))
                    .plus(reach));
    var expected = due.subSet(from.toEpochMilli(), true, until.toEpochMilli(), false);
    Occurrences ours = expression.occurrences(zone, policy, 0);
    String what = "%s %s %s %s, seed %d".formatted(cron.text(), zone, policy, change, SEED);
    assertThat(forward(ours, from, until)).as(what).isEqualTo(new ArrayList<>(expected));
    assertThat(backward(ours, from, until))
        .as("backward " + what)
        .isEqualTo(new ArrayList<>(expected.descendingSet()));
    long probe = random.nextLong(from.getEpochSecond(), until.getEpochSecond()) * 1000;
    assertThat(ours.matches(probe)).as(what).isEqualTo(expected.contains(probe));
  }

  private static long least(ZoneOffsetTransition change) {
    return Math.min(
        change.getOffsetBefore().getTotalSeconds(), change.getOffsetAfter().getTotalSeconds());
  }

  private static long most(ZoneOffsetTransition change) {
    return Math.max(
        change.getOffsetBefore().getTotalSeconds(), change.getOffsetAfter().getTotalSeconds());
  }

  private static List<Long> forward(Occurrences ours, Instant from, Instant until) {
    List<Long> found = new ArrayList<>();
    ours.between(from.toEpochMilli(), until.toEpochMilli())
        .forEachRemaining((long millis) -> found.add(millis));
    return found;
  }

  private static List<Long> backward(Occurrences ours, Instant from, Instant until) {
    List<Long> found = new ArrayList<>();
    var at = ours.previous(until.toEpochMilli());
    while (at.isPresent() && at.getAsLong() >= from.toEpochMilli()) {
      found.add(at.getAsLong());
      at = ours.previous(at.getAsLong());
    }
    return found;
  }

  private DstPolicy policy() {
    return new DstPolicy(
        GapPolicy.values()[random.nextInt(3)], OverlapPolicy.values()[random.nextInt(3)]);
  }

  private static List<ZoneId> zones() {
    return new TreeSet<>(ZoneId.getAvailableZoneIds())
        .stream().map(ZoneId::of).filter(zone -> !zone.getId().startsWith("SystemV")).toList();
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    var change = rules.nextTransition(FROM);
    while (change != null && change.getInstant().isBefore(UNTIL)) {
      changes.add(change);
      change = rules.nextTransition(change.getInstant());
    }
    return changes;
  }
}
