package io.tickwheel.bench.suite;

import io.tickwheel.bench.Benchmark;
import io.tickwheel.bench.Figure;
import io.tickwheel.bench.Report;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// `suite.throughput`: no-op tasks submitted in batches by the client and run by one worker, end to
/// end, fsync always, everything on this machine. `rest.submit`: single submissions over REST.
public final class SuiteBench implements Benchmark {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration MEASURE = Duration.ofMinutes(1);

  /// The first tens of thousands of requests are served by code that is still being compiled.
  private static final Duration REST_WARM_UP = Duration.ofSeconds(30);
  private static final long AHEAD = 16_000;

  @Override
  public String name() {
    return "suite";
  }

  @Override
  public void run(Report report) throws Exception {
    try (LaunchedSuite suite = new LaunchedSuite()) {
      Map<String, Double> publish = Map.of("jetstream.publish", RawPublish.rate(suite.natsUrl()));
      try (Ticks ticks = new Ticks(suite.natsUrl())) {
        Load.keepBusy(ticks, WARM_UP, AHEAD);
        long before = ticks.runs();
        long begin = System.nanoTime();
        Load.keepBusy(ticks, MEASURE, AHEAD);
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.figure(
            new Figure(
                "suite.throughput",
                (ticks.runs() - before) / seconds,
                "tasks/s",
                new LinkedHashMap<>(publish)));
      }
      rest(report, suite);
    }
    report.note("suite: fsync always, one scheduler, worker and client in one JVM, 60 s sustained");
  }

  private static void rest(Report report, LaunchedSuite suite) throws Exception {
    RestLoad load = new RestLoad(suite.schedulerPort());
    String submit =
        load.post(
            "/api/v1/tasks", "{\"type\":\"bench_rest\",\"delay\":\"1h\",\"payload\":{\"n\":1}}");
    String echo = load.get("/q/health/live");
    load.rate(submit, REST_WARM_UP);
    double rate = load.rate(submit, Duration.ofSeconds(15));
    double plain = load.rate(echo, Duration.ofSeconds(6));
    report.figure(
        new Figure(
            "rest.submit", rate, "requests/s", new LinkedHashMap<>(Map.of("rest.echo", plain))));
  }
}
