package io.tickwheel.bench.suite;

import io.tickwheel.bench.Benchmark;
import io.tickwheel.bench.Figure;
import io.tickwheel.bench.Report;
import io.tickwheel.suite.Until;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;

/// `lateness.p50`, `lateness.p99`: start of the run minus due time, at 2,000 timed tasks a second.
/// `idle.start.p50`: from submission to start when nothing else happens.
public final class LatenessBench implements Benchmark {
  private static final int PER_SECOND = 2_000;
  private static final int SECONDS = 20;
  private static final int WARM_UP_SECONDS = 15;
  private static final int SINGLES = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "lateness";
  }

  @Override
  public void run(Report report) throws Exception {
    try (LaunchedSuite suite = new LaunchedSuite();
        Ticks ticks = new Ticks(suite.natsUrl())) {
      timed(ticks, WARM_UP_SECONDS);
      ticks.forgetLateness();
      double[] naps;
      try (Naps yardstick = Naps.start()) {
        timed(ticks, SECONDS);
        naps = yardstick.lateness();
      }
      double[] late = ticks.lateness();
      report.figure(new Figure("lateness.p50", Ticks.share(late, 0.50), "ms", nap(naps, 0.50)));
      report.figure(new Figure("lateness.p99", Ticks.share(late, 0.99), "ms", nap(naps, 0.99)));
      report.figure(new Figure("lateness.min", Ticks.share(late, 0), "ms"));
      ticks.forgetLateness();
      singles(ticks);
      report.figure(new Figure("idle.start.p50", Ticks.share(ticks.lateness(), 0.50), "ms"));
    }
    report.note("lateness: 2,000 timed tasks a second for 20 s, fsync always");
  }

  private static SequencedMap<String, Double> nap(double[] naps, double share) {
    return new LinkedHashMap<>(Map.of("sleeping.thread", Ticks.share(naps, share)));
  }

  private static void timed(Ticks ticks, int seconds) throws InterruptedException {
    long before = ticks.runs();
    int count = PER_SECOND * seconds;
    long begin = (Ticks.nowMicros() / 1000 + 4_000) * 1000;
    Load.submit(
        ticks.client,
        count,
        i -> Ticks.tickRequest(begin + i * 1000L * 1000 / PER_SECOND / 1000 * 1000, false));
    Until.require(PATIENCE, "all timed tasks ran", () -> ticks.runs() - before >= count);
  }

  private static void singles(Ticks ticks) throws InterruptedException {
    for (int i = 0; i < SINGLES; i++) {
      long before = ticks.runs();
      var _ = ticks.client.submitAsync(List.of(Ticks.tickRequest(Ticks.nowMicros(), true)));
      Until.require(PATIENCE, "a single task ran", () -> ticks.runs() > before);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
