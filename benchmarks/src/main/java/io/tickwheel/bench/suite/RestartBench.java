package io.tickwheel.bench.suite;

import io.tickwheel.bench.Benchmark;
import io.tickwheel.bench.Figure;
import io.tickwheel.bench.Report;
import io.tickwheel.client.TaskRequest;
import io.tickwheel.suite.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A million pending tasks with 200-byte payloads: `heap.1m`, the scheduler's live heap;
/// `restart.1m`, from the start of the processes to the first task that fires; and throughput
/// beside them.
public final class RestartBench implements Benchmark {
  private static final int PENDING = 1_000_000;
  private static final Duration BUSY = Duration.ofSeconds(20);
  private static final long AHEAD = 16_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final byte[] PAYLOAD =
      ("{\"text\":\"" + "x".repeat(189) + "\"}").getBytes(StandardCharsets.UTF_8);

  @Override
  public String name() {
    return "restart";
  }

  @Override
  public void run(Report report) throws Exception {
    try (LaunchedSuite suite = new LaunchedSuite()) {
      double few;
      double many;
      try (Ticks ticks = new Ticks(suite.natsUrl())) {
        Load.submit(ticks.client, 10_000, i -> pending());
        Load.keepBusy(ticks, BUSY, AHEAD);
        few = throughput(ticks);
        Load.submit(ticks.client, PENDING, i -> pending());
        many = throughput(ticks);
      }
      report.figure(
          new Figure(
              "throughput.1m",
              many,
              "tasks/s",
              new LinkedHashMap<>(Map.of("throughput.10k", few))));
      report.figure(new Figure("heap.1m", Usage.liveHeapMb(suite.pid("scheduler-1")), "MB"));
      restart(report, suite);
    }
    report.note("restart: 1,010,000 pending tasks with payloads of 200 bytes, one scheduler");
  }

  private static void restart(Report report, LaunchedSuite suite) throws Exception {
    try (Ticks ticks = new Ticks(suite.natsUrl())) {
      long due = Ticks.nowMicros() + 6_000_000;
      Load.submit(ticks.client, 100, i -> Ticks.tickRequest(due, false));
      suite.down();
      Until.require(PATIENCE, "the time has come", () -> Ticks.nowMicros() > due);
      long before = ticks.runs();
      Thread starting = Thread.ofPlatform().start(() -> upAgain(suite));
      long begin = System.nanoTime();
      Until.require(PATIENCE, "a task fired after the restart", () -> ticks.runs() > before);
      report.figure(new Figure("restart.1m", (System.nanoTime() - begin) / 1e9, "s"));
      starting.join();
    }
  }

  private static void upAgain(LaunchedSuite suite) {
    try {
      suite.up();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TaskRequest pending() {
    return TaskRequest.handler("bench_later")
        .json(PAYLOAD)
        .runAt(Instant.now().plus(Duration.ofDays(2)));
  }

  private static double throughput(Ticks ticks) throws InterruptedException {
    long before = ticks.runs();
    long begin = System.nanoTime();
    Load.keepBusy(ticks, BUSY, AHEAD);
    return (ticks.runs() - before) / ((System.nanoTime() - begin) / 1e9);
  }
}
