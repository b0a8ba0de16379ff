package io.tickwheel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long SECOND = 1_000_000_000L;

  private final Window window = new Window(10, 0);

  @Test
  void atRestItIsTwiceTheSlots() {
    window.update(0, SECOND);
    assertThat(window.size()).isEqualTo(20);
    assertThat(window.limit()).isEqualTo(40);
  }

  @Test
  void itHoldsWhatIsDoneInFiftyMilliseconds() {
    window.update(20_000, SECOND);
    assertThat(window.size()).isEqualTo(20 + 1000);
  }

  @Test
  void itForgetsABurstGently() {
    window.update(20_000, SECOND);
    window.update(20_000, 2 * SECOND);
    assertThat(window.size()).isEqualTo(20 + 700);
    for (int second = 3; second < 60; second++) {
      window.update(20_000, second * SECOND);
    }
    assertThat(window.size()).isEqualTo(20);
  }

  @Test
  void itProposesBeforeItChanges() {
    assertThat(window.proposal(4_000, SECOND / 5)).isEqualTo(20 + 1000);
    assertThat(window.size()).isEqualTo(20);
  }

  @Test
  void whatWasPromisedBeforeIsStillTaken() {
    window.update(20_000, SECOND);
    window.update(20_000, 2 * SECOND);
    assertThat(window.limit()).isEqualTo(2 * 1020);
  }
}
