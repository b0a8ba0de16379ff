package io.tickwheel.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.RetryPolicy.Jitter;
import io.tickwheel.model.RetryPolicy.Strategy;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final int DRAWS = 5_000;

  @Test
  void growsByTheFactorUntilTheCap() {
    RetryPolicy policy = policy(Strategy.EXPONENTIAL, Jitter.NONE, List.of());
    assertThat(delays(policy, 6))
        .containsExactly(2_000L, 4_000L, 8_000L, 16_000L, 20_000L, 20_000L);
  }

  @Test
  void linearFixedAndListDoWhatTheySay() {
    assertThat(delays(policy(Strategy.LINEAR, Jitter.NONE, List.of()), 3))
        .containsExactly(1_000L, 2_000L, 3_000L);
    assertThat(delays(policy(Strategy.FIXED, Jitter.NONE, List.of()), 3))
        .containsExactly(1_000L, 1_000L, 1_000L);
    assertThat(delays(policy(Strategy.LIST, Jitter.NONE, List.of(10L, 70L)), 4))
        .containsExactly(10L, 70L, 70L, 70L);
  }

  @Test
  void jitterStaysWithinItsBoundsAndReachesThem() {
    assertRange(policy(Strategy.FIXED, Jitter.ADDITIVE, List.of()), 1_000, 1_500);
    assertRange(policy(Strategy.FIXED, Jitter.FULL, List.of()), 0, 1_000);
    assertRange(policy(Strategy.FIXED, Jitter.EQUAL, List.of()), 500, 1_000);
  }

  @Test
  void theTargetsOwnWishIsALowerBound() {
    RetryPolicy policy = policy(Strategy.FIXED, Jitter.NONE, List.of());
    assertThat(Backoff.delayMillis(policy, 1, 90_000, () -> 0)).isEqualTo(90_000);
    assertThat(Backoff.delayMillis(policy, 1, 10, () -> 0)).isEqualTo(1_000);
  }

  @Test
  void hugeExponentsDoNotOverflow() {
    RetryPolicy policy = policy(Strategy.EXPONENTIAL, Jitter.ADDITIVE, List.of());
    assertThat(Backoff.delayMillis(policy, 1_000, 0, () -> -1)).isBetween(20_000L, 20_500L);
  }

  private static List<Long> delays(RetryPolicy policy, int failures) {
    return java.util.stream.IntStream.rangeClosed(1, failures)
        .mapToObj(n -> Backoff.delayMillis(policy, n, 0, () -> 0))
        .toList();
  }

  private static void assertRange(RetryPolicy policy, long least, long most) {
    var random = new SplittableRandom(42);
    long[] drawn =
        java.util.stream.LongStream.range(0, DRAWS)
            .map(i -> Backoff.delayMillis(policy, 1, 0, random::nextLong))
            .sorted()
            .toArray();
    assertThat(drawn[0]).isBetween(least, least + 5);
    assertThat(drawn[DRAWS - 1]).isBetween(most - 5, most);
  }

  private static RetryPolicy policy(Strategy strategy, Jitter jitter, List<Long> delays) {
    return new RetryPolicy(5, strategy, 1_000, 2, 20_000, jitter, 500, delays, List.of());
  }
}
