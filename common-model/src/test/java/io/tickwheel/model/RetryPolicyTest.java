package io.tickwheel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static RetryPolicy policy(
      int attempts, RetryPolicy.Strategy strategy, double factor, List<Long> delays) {
    return new RetryPolicy(
        attempts, strategy, 0, factor, 0, RetryPolicy.Jitter.NONE, 0, delays, List.of());
  }

  @Test
  void attemptsAreBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.DEFAULT.withMaxAttempts(0))
        .withMessage("max_attempts 1..1000: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.DEFAULT.withMaxAttempts(1001));
    assertThat(RetryPolicy.DEFAULT.withMaxAttempts(1000).maxAttempts()).isEqualTo(1000);
  }

  @Test
  void aFactorIsANumberFrom1To100() {
    for (double factor : new double[] {0.99, 100.01, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> policy(1, RetryPolicy.Strategy.EXPONENTIAL, factor, List.of()));
    }
  }

  @Test
  void aListOfDelaysIsNeitherEmptyNorNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(1, RetryPolicy.Strategy.LIST, 1, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(1, RetryPolicy.Strategy.LIST, 1, List.of(5L, -1L)));
  }

  @Test
  void listsAreCopied() {
    var delays = new ArrayList<>(List.of(5L));
    RetryPolicy policy = policy(1, RetryPolicy.Strategy.LIST, 1, delays);
    delays.add(6L);
    assertThat(policy.delaysMillis()).containsExactly(5L);
  }
}
