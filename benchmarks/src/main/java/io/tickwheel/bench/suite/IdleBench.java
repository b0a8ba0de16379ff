package io.tickwheel.bench.suite;

import io.tickwheel.bench.Benchmark;
import io.tickwheel.bench.Figure;
import io.tickwheel.bench.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What the suite costs when nothing happens: `idle.cpu` in percent of one core, `idle.rss` over
/// all processes, NATS included, and `idle.ready`, from the launcher's start until everything is
/// ready.
public final class IdleBench implements Benchmark {
  private static final Duration SETTLE = Duration.ofSeconds(15);
  private static final Duration MEASURE = Duration.ofSeconds(20);
  private static final double TICKS_PER_SECOND = 100;

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
      double before = cpuSeconds(pids);
      LockSupport.parkNanos(MEASURE.toNanos());
      double used = cpuSeconds(pids) - before;
      report.figure(new Figure("idle.cpu", 100 * used / MEASURE.toSeconds(), "% of a core"));
      report.figure(new Figure("idle.rss", rssMb(pids), "MB"));
    }
    report.note("idle: one of each service and NATS; Linux only");
  }

  private static double cpuSeconds(List<Long> pids) throws IOException {
    double ticks = 0;
    for (long pid : pids) {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      ticks += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static double rssMb(List<Long> pids) throws IOException {
    double kb = 0;
    for (long pid : pids) {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmRSS:")) {
          kb += Double.parseDouble(line.replaceAll("[^0-9]", ""));
        }
      }
    }
    return kb / 1024;
  }
}
