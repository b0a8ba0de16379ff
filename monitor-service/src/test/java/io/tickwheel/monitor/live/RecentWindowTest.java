package io.tickwheel.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwheel.monitor.projection.Happening;
import org.junit.jupiter.api.Test;

class RecentWindowTest {
  private static final long T0 = 1_780_000_000_000L;

  private final RecentWindow window = new RecentWindow();

  @Test
  void ratesAreOfTheSecondsJustOver() {
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 40; i++) {
        window.happened(Happening.SUCCEEDED, T0 + second * 1000L);
      }
    }
    assertThat(window.figures(T0 + 30_000).perSecond(Happening.SUCCEEDED))
        .isCloseTo(40.0, within(0.001));
    assertThat(window.figures(T0 + 60_000).perSecond(Happening.SUCCEEDED)).isZero();
  }

  @Test
  void percentilesForgetWhatIsOverAMinuteAgo() {
    window.ran(T0, T0 + 2, T0 + 12);
    assertThat(window.figures(T0 + 1_000).lateness()).isEqualTo(spread(2));
    assertThat(window.figures(T0 + 1_000).duration()).isEqualTo(spread(10));
    assertThat(window.figures(T0 + 70_000).lateness().count()).isZero();
  }

  @Test
  void oldNewsPassesThrough() {
    window.happened(Happening.SUBMITTED, T0);
    window.happened(Happening.SUBMITTED, T0 - 65_000);
    window.ran(T0, 0, T0 + 5);
    assertThat(window.figures(T0 + 5_000).perSecond(Happening.SUBMITTED))
        .isCloseTo(0.1, within(0.001));
    assertThat(window.figures(T0 + 5_000).lateness().count()).isZero();
  }

  private static RecentWindow.Spread spread(long value) {
    return new RecentWindow.Spread(1, value, value, value, value);
  }
}
