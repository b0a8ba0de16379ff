package io.tickwheel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaseTest {
  private final Lease lease = new Lease(4_000, 0);

  @Test
  void holdsForItsLengthAfterTheSendingOfABeat() {
    lease.renew(1_000);
    assertThat(lease.holds(5_000)).isTrue();
    assertThat(lease.holds(5_001)).isFalse();
  }

  @Test
  void onceRunOutItStaysSo() {
    lease.renew(4_001);
    assertThat(lease.holds(4_001)).isFalse();
  }

  @Test
  void theClockMayWrapAround() {
    var late = new Lease(4_000, Long.MAX_VALUE - 1_000);
    assertThat(late.holds(Long.MIN_VALUE + 100)).isTrue();
    assertThat(late.holds(Long.MIN_VALUE + 4_000)).isFalse();
  }
}
