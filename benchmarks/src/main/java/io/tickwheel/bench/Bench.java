package io.tickwheel.bench;

import io.tickwheel.bench.suite.IdleBench;
import io.tickwheel.bench.suite.LatenessBench;
import io.tickwheel.bench.suite.RestartBench;
import io.tickwheel.bench.suite.SchedulesBench;
import io.tickwheel.bench.suite.SuiteBench;
import java.util.List;
import java.util.stream.Collectors;

/// Runs benchmarks by name: `Bench [--json] [NAME...]`, all of them if none is named.
public final class Bench {
  /// In the order in which they run. Whoever adds one adds it here.
  private static final List<Benchmark> BENCHMARKS =
      List.of(
          new WheelBench(),
          new CronBench(),
          new SuiteBench(),
          new LatenessBench(),
          new SchedulesBench(),
          new RestartBench(),
          new IdleBench());

  private static final String JSON = "--json";

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    var names = List.of(arguments).stream().filter(argument -> !argument.equals(JSON)).toList();
    var unknown = names.stream().filter(name -> !known().contains(name)).toList();
    if (!unknown.isEmpty()) {
      System.err.println(
          "No benchmark is called %s. There are: %s, and the option %s."
              .formatted(String.join(", ", unknown), String.join(", ", known()), JSON));
      System.exit(2);
    }
    try (var report = report(List.of(arguments).contains(JSON))) {
      for (var benchmark : BENCHMARKS) {
        if (names.isEmpty() || names.contains(benchmark.name())) {
          benchmark.run(report);
        }
      }
    }
  }

  private static Report report(boolean json) {
    return json ? new JsonReport(System.out, System.err) : new TableReport(System.out);
  }

  private static List<String> known() {
    return BENCHMARKS.stream().map(Benchmark::name).collect(Collectors.toList());
  }
}
