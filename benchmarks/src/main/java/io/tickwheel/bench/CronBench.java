package io.tickwheel.bench;

import io.tickwheel.bench.cron.CronContestant;
import io.tickwheel.bench.cron.CronTrial;
import io.tickwheel.bench.cron.LinesTrial;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What it costs to read a cron expression and to find its next due time, beside cron-utils, Quartz
/// and Spring; and how many questions a second the client answers.
public final class CronBench implements Benchmark {
  @Override
  public String name() {
    return "cron";
  }

  @Override
  public void run(Report report) throws IOException, InterruptedException {
    report.note(CronTrial.METHOD);
    report.figure(figure("cron.parse", CronTrial::parseNanos));
    report.figure(figure("cron.next", CronTrial::nextNanos));
    report.figure(figure("cron.next.rarest", CronTrial::rarestNanos));
    report.figure(new Figure("cron.lines", LinesTrial.linesPerSecond(), "/s"));
  }

  private static Figure figure(String name, ToDoubleFunction<CronTrial> measure) {
    var values = new LinkedHashMap<String, Double>();
    for (var contestant : CronContestant.values()) {
      values.put(
          contestant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          measure.applyAsDouble(new CronTrial(contestant)));
    }
    double ours = values.remove("tickwheel");
    return new Figure(name, ours, "ns", values);
  }
}
