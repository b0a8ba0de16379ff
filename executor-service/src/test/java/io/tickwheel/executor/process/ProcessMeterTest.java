package io.tickwheel.executor.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.executor.load.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ProcessMeterTest {
  @TempDir Path folder;

  @Test
  void seesWhatAttemptsUseAndNothingElse() throws IOException {
    try (Workbench bench = Workbench.open(folder)) {
      ProcessMeter meter = bench.meter();
      assertThat(meter.read()).isEqualTo(Usage.NONE);

      var stop = new CompletableFuture<Duration>();
      var outcome =
          bench.start(stop, "sh", "-c", "(setsid sh -c 'while :; do :; done' &) ; wait; sleep 600");
      Usage busy = awaitBusy(meter);
      assertThat(busy.memoryBytes()).isBetween(100_000L, 1_000_000_000L);
      assertThat(busy.cpu()).isLessThan(1.5);

      stop.complete(Duration.ZERO);
      Workbench.get(outcome);
      assertThat(meter.read().processes()).isZero();
    }
  }

  private static Usage awaitBusy(ProcessMeter meter) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() - until < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      Usage usage = meter.read();
      if (usage.cpu() > 0.02 && usage.processes() >= 2) {
        return usage;
      }
    }
    throw new AssertionError("the busy process was never seen");
  }
}
