package io.tickwheel.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PausesTest {
  private final Pauses pauses = new Pauses();

  @Test
  void thePauseDoublesUpToItsLimitAndEndsWithARoundThatGoesWell() {
    assertThat(pauses.mayStart("a", 0)).isTrue();
    assertThat(pauses.brokeOff("a", 0)).isEqualTo(1_000);
    assertThat(pauses.mayStart("a", 999)).isFalse();
    assertThat(pauses.mayStart("b", 999)).isTrue();
    assertThat(pauses.mayStart("a", 1_000)).isTrue();
    assertThat(pauses.brokeOff("a", 1_000)).isEqualTo(2_000);
    for (int i = 0; i < 20; i++) {
      pauses.brokeOff("a", 5_000);
    }
    assertThat(pauses.brokeOff("a", 5_000)).isEqualTo(600_000);
    pauses.wentWell("a");
    assertThat(pauses.mayStart("a", 5_000)).isTrue();
    assertThat(pauses.brokeOff("a", 5_000)).isEqualTo(1_000);
  }

  @Test
  void theNextEndIsTheFirstThatIsNotOver() {
    assertThat(pauses.nextEndMillis(0)).isEmpty();
    pauses.brokeOff("a", 0);
    pauses.brokeOff("b", 500);
    assertThat(pauses.nextEndMillis(0)).hasValue(1_000);
    assertThat(pauses.nextEndMillis(1_000)).hasValue(1_500);
    assertThat(pauses.nextEndMillis(1_500)).isEmpty();
  }
}
