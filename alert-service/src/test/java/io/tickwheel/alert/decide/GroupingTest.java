package io.tickwheel.alert.decide;

import static io.tickwheel.alert.Records.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GroupingTest {
  private static final long MINUTE = 60_000;

  private final Grouping grouping = new Grouping(Duration.ofMinutes(5));

  private static Incident incident(int number, String type, String message) {
    var cause = new Cause("exception", 0, message);
    return new Incident(new Death(task(number), Rule.TASK_DEAD, cause, number), type);
  }

  private static Burst burst(int count) {
    var cause = new Cause("exception", 0, "boom");
    var key = new AlertKey(Rule.TASK_DEAD, "mail", Fingerprint.of(cause));
    return new Burst(key, cause, count, List.of(task(1)), 1, 2);
  }

  @Test
  void numbersIdsAndAddressesMakeNoOtherKindOfError() {
    List<Burst> bursts =
        Burst.of(
            List.of(
                incident(1, "mail", "order 17 of 0x3f failed"),
                incident(2, "mail", "order 9 of 0x41 failed"),
                incident(3, "mail", "disk full"),
                incident(4, "sms", "order 9 of 0x41 failed")));

    assertThat(bursts).extracting(Burst::count).containsExactly(2L, 1L, 1L);
    assertThat(bursts.getFirst().tasks()).containsExactly(task(1), task(2));
    assertThat(bursts.getFirst().firstAtMillis()).isEqualTo(1);
    assertThat(bursts.getFirst().lastAtMillis()).isEqualTo(2);
  }

  @Test
  void theFirstIsToldAtOnceTheOthersTogether() {
    Grouping.Step first = grouping.opened(burst(2), 0);
    assertThat(first.change()).contains(Change.FIRING);
    assertThat(first.count()).isEqualTo(2);

    Alert alert = grouping.grown(first.alert(), burst(3), MINUTE).alert();
    alert = grouping.grown(alert, burst(4), 2 * MINUTE).alert();
    assertThat(grouping.checked(alert, 5 * MINUTE - 1).change()).isEmpty();

    Grouping.Step together = grouping.checked(alert, 5 * MINUTE);
    assertThat(together.change()).contains(Change.REPEATED);
    assertThat(together.count()).isEqualTo(7);
    assertThat(together.alert().total()).isEqualTo(9);
    assertThat(together.alert().unnotified()).isZero();
  }

  @Test
  void quietForAnIntervalIsResolved() {
    Alert alert = grouping.opened(burst(1), 0).alert();

    assertThat(grouping.checked(alert, 5 * MINUTE - 1).change()).isEmpty();
    Grouping.Step end = grouping.checked(alert, 5 * MINUTE);
    assertThat(end.change()).contains(Change.RESOLVED);
    assertThat(end.alert().firing()).isFalse();
  }

  /// Over any course of bursts and checks: everything that came is told, once, and never twice
  /// within an interval.
  @Test
  void eachIncidentIsToldOnce() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      long now = 0;
      long came = 1;
      Grouping.Step step = grouping.opened(burst(1), now);
      long told = step.count();
      long toldAt = now;
      Alert alert = step.alert();
      while (alert.firing()) {
        now += random.nextInt(2 * 60_000);
        if (now < 50 * MINUTE && random.nextBoolean()) {
          int count = 1 + random.nextInt(5);
          came += count;
          alert = grouping.grown(alert, burst(count), now).alert();
          continue;
        }
        step = grouping.checked(alert, now);
        alert = step.alert();
        if (step.change().isPresent() && step.change().get() == Change.REPEATED) {
          assertThat(now - toldAt).as("seed %s", seed).isGreaterThanOrEqualTo(5 * MINUTE);
          toldAt = now;
          told += step.count();
        }
      }
      assertThat(told).as("seed %s", seed).isEqualTo(came);
      assertThat(alert.total()).as("seed %s", seed).isEqualTo(came);
    }
  }

  @Test
  void waitsDoubleUpToTheCap() {
    var backoff = new Backoff(15, Duration.ofSeconds(1), Duration.ofMinutes(10));

    assertThat(List.of(1, 2, 3, 10, 11, 1000).stream().map(backoff::afterMillis))
        .containsExactly(1_000L, 2_000L, 4_000L, 512_000L, 600_000L, 600_000L);
    assertThat(backoff.isLast(14)).isFalse();
    assertThat(backoff.isLast(15)).isTrue();
  }
}
