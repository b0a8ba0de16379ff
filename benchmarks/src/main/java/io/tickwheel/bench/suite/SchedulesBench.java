package io.tickwheel.bench.suite;

import io.tickwheel.bench.Benchmark;
import io.tickwheel.bench.Figure;
import io.tickwheel.bench.Report;
import io.tickwheel.suite.Until;
import io.tickwheel.worker.TaskContext;
import io.tickwheel.worker.TaskHandler;
import io.tickwheel.worker.Worker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// `schedules.burst`: from the second at which 10,000 schedules are due until the last of their
/// occurrences has started. `schedules.create`: schedules created over REST in a second.
/// `schedules.idle.heap` and `schedules.idle.cpu`: what 100,000 schedules cost their scheduler that
/// are not due for a long time.
public final class SchedulesBench implements Benchmark {
  private static final int AT_ONCE = 10_000;
  private static final int IDLE = 100_000;
  private static final int UNDER_WAY = 128;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration MEASURE = Duration.ofSeconds(20);

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicLong lastMillis = new AtomicLong();

  @TaskHandler("bench_occurrence")
  public void occurrence(TaskContext context) {
    started.incrementAndGet();
    lastMillis.accumulateAndGet(System.currentTimeMillis(), Math::max);
  }

  @Override
  public String name() {
    return "schedules";
  }

  @Override
  public void run(Report report) throws Exception {
    try (LaunchedSuite suite = new LaunchedSuite();
        Worker worker =
            Worker.builder()
                .natsUrl(suite.natsUrl())
                .name("bench")
                .handlers(this)
                .concurrency(64)
                .start()) {
      burst(report, suite);
      idle(report, suite);
      report.note("schedules: one scheduler, fsync always; worker " + worker.status().isJoined());
    }
  }

  private void burst(Report report, LaunchedSuite suite) throws Exception {
    burst(suite, "warm"); // the code is compiled while nobody looks
    long lateMillis = burst(suite, "hot");
    report.figure(new Figure("schedules.burst", lateMillis / 1e3, "s"));
  }

  private long burst(LaunchedSuite suite, String name) throws Exception {
    started.set(0);
    Instant due = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
    create(
        suite,
        AT_ONCE,
        i -> name + "-" + i,
        """
        {"times": ["%s"], "task": {"type": "bench_occurrence"}}"""
            .formatted(due));
    if (Instant.now().isAfter(due)) {
      throw new IllegalStateException("creating took longer than until they were due");
    }
    Until.require(PATIENCE, "all occurrences ran", () -> started.get() == AT_ONCE);
    return lastMillis.get() - due.toEpochMilli();
  }

  private static void idle(Report report, LaunchedSuite suite) throws Exception {
    long scheduler = suite.pid("scheduler-1");
    double heapBefore = Usage.liveHeapMb(scheduler);
    double cpuBefore = idleCpu(scheduler);
    long begin = System.nanoTime();
    create(
        suite,
        IDLE,
        i -> "idle-" + i,
        """
        {"cron": "0 4 1 1 *", "timezone": "Europe/Berlin", "task": {"type": "bench_occurrence"}}""");
    double seconds = (System.nanoTime() - begin) / 1e9;
    report.figure(new Figure("schedules.create", IDLE / seconds, "schedules/s"));
    LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
    double heap = Usage.liveHeapMb(scheduler) - heapBefore;
    report.figure(new Figure("schedules.idle.heap", heap, "MB"));
    report.figure(
        new Figure(
            "schedules.idle.cpu",
            idleCpu(scheduler),
            "% of a core",
            new LinkedHashMap<>(Map.of("without", cpuBefore))));
  }

  private static double idleCpu(long pid) throws IOException {
    double before = Usage.cpuSeconds(List.of(pid));
    LockSupport.parkNanos(MEASURE.toNanos());
    return 100 * (Usage.cpuSeconds(List.of(pid)) - before) / MEASURE.toSeconds();
  }

  private static void create(LaunchedSuite suite, int count, IntFunction<String> id, String body) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      Deque<CompletableFuture<HttpResponse<String>>> underWay = new ArrayDeque<>();
      for (int i = 0; i < count; i++) {
        if (underWay.size() == UNDER_WAY) {
          check(underWay.remove().join());
        }
        URI uri = URI.create(suite.schedulerUrl() + "/api/v1/schedules/" + id.apply(i));
        HttpRequest request =
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        underWay.add(http.sendAsync(request, BodyHandlers.ofString()));
      }
      underWay.forEach(answer -> check(answer.join()));
    }
  }

  private static void check(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}
