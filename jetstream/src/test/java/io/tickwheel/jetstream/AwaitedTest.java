package io.tickwheel.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AwaitedTest {
  private static final int ROUNDS = 300_000;

  private final Awaited<Integer, String> awaited = new Awaited<>();

  @Test
  void whatIsSettledIsForgottenAndTheRestFoundInItsOrder() {
    awaited.add(1, "settled");
    awaited.add(1, "open");
    awaited.add(2, "settled");

    awaited.clear(value -> value.equals("settled"));

    assertThat(awaited.take(2)).isEmpty();
    assertThat(awaited.take(1)).containsExactly("settled", "open");
    assertThat(awaited.take(1)).isEmpty();
    assertThat(awaited.isEmpty()).isTrue();
  }

  /// An open value that joins settled ones, or comes first, while another thread clears.
  @Test
  void nothingOpenIsLostToWhoClears() throws Exception {
    var over = new AtomicBoolean();
    Thread clearing =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    awaited.clear(value -> value.equals("settled"));
                  }
                });
    int lost = 0;
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 2 == 0) {
        awaited.add(round, "settled");
      }
      awaited.add(round, "open");
      if (!awaited.take(round).contains("open")) {
        lost++;
      }
    }
    over.set(true);
    clearing.join();
    assertThat(lost).as("values that were open and are not found").isZero();
  }
}
