package io.tickwheel.executor.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LoadGateTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration NOT_AT_ALL = Duration.ZERO;

  private final AtomicInteger running = new AtomicInteger();
  private final LoadGate gate = new LoadGate(new Limits(80, 1_000), running::get);

  @Test
  void letsInWhatIsWithinTheLimits() {
    running.set(3);
    gate.update(new Usage(0.80, 1_000, 3));
    assertThat(gate.await(new CompletableFuture<>(), NOT_AT_ALL)).isEmpty();
  }

  @Test
  void namesTheLimitThatIsExceeded() {
    running.set(1);
    gate.update(new Usage(0.93, 10, 1));
    assertThat(gate.await(new CompletableFuture<>(), NOT_AT_ALL))
        .hasValueSatisfying(reason -> assertThat(reason).contains("93 %", "MAX_CPU = 80"));
    gate.update(new Usage(0.1, 1_001, 1));
    assertThat(gate.await(new CompletableFuture<>(), NOT_AT_ALL))
        .hasValueSatisfying(reason -> assertThat(reason).contains("MAX_MEMORY = 1000"));
  }

  @Test
  void oneMayAlwaysRun() {
    gate.update(new Usage(1.0, 5_000, 4));
    assertThat(gate.await(new CompletableFuture<>(), NOT_AT_ALL)).isEmpty();
  }

  @Test
  void whoWaitsGoesOnWhenThereIsRoomAgain() throws Exception {
    running.set(2);
    gate.update(new Usage(1.0, 10, 2));
    CompletableFuture<Optional<String>> waiting =
        CompletableFuture.supplyAsync(() -> gate.await(new CompletableFuture<>(), LONG));
    assertThat(waiting).isNotDone();
    gate.update(new Usage(0.5, 10, 2));
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void aStopEndsTheWaiting() throws Exception {
    running.set(2);
    gate.update(new Usage(1.0, 10, 2));
    var stop = new CompletableFuture<Duration>();
    CompletableFuture<Optional<String>> waiting =
        CompletableFuture.supplyAsync(() -> gate.await(stop, LONG));
    stop.complete(Duration.ZERO);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
  }
}
