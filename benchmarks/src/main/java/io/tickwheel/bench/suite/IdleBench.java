package io.tickwheel.bench.suite;

import io.tickwheel.bench.Benchmark;
import io.tickwheel.bench.Figure;
import io.tickwheel.bench.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What the suite costs when nothing happens: `idle.cpu` in percent of one core, `idle.rss` over
/// all processes, NATS included, and `idle.ready`, from the launcher's start until everything is
/// ready.
public final class IdleBench implements Benchmark {
  private static final Duration SETTLE = Duration.ofSeconds(15);
  private static final Duration MEASURE = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public void run(Report report) throws Exception {
    try (LaunchedSuite suite = new LaunchedSuite()) {
      suite.down();
      suite.up();
      report.figure(new Figure("idle.ready", suite.readySeconds(), "s"));
      LockSupport.parkNanos(SETTLE.toNanos());
      List<Long> pids = suite.pids();
      double before = Usage.cpuSeconds(pids);
      LockSupport.parkNanos(MEASURE.toNanos());
      double used = Usage.cpuSeconds(pids) - before;
      report.figure(new Figure("idle.cpu", 100 * used / MEASURE.toSeconds(), "% of a core"));
      report.figure(new Figure("idle.rss", Usage.rssMb(pids), "MB"));
    }
    report.note("idle: one of each service and NATS; Linux only");
  }
}
