package io.tickwheel.scheduler.source;

import io.tickwheel.model.RetryPolicy;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import java.time.InstantSource;
import java.util.Set;

/// Crontabs that come and go as text. Blocks until the owners have answered; thread-safe.
public final class Crontabs {
  private final ScheduleGateway schedules;
  private final OrderReader orders;
  private final RetryPolicy retryDefault;
  private final Set<String> files;
  private final InstantSource clock;

  /// `files` are the sources that files define: their crontabs change there and nowhere else.
  public Crontabs(
      ScheduleGateway schedules,
      OrderReader orders,
      RetryPolicy retryDefault,
      Set<String> files,
      InstantSource clock) {
    this.schedules = schedules;
    this.orders = orders;
    this.retryDefault = retryDefault;
    this.files = Set.copyOf(files);
    this.clock = clock;
  }

  /// The crontab's schedules become those of `text`.
  public Report put(String crontab, String text, boolean dryRun) {
    requireName(crontab);
    String source = CrontabReader.source(crontab);
    if (files.contains(source) && !dryRun) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.CONFLICT,
              "The crontab '" + crontab + "' is a file's; what is imported would not last.",
              "name",
              "the name of no watched file, or a change of the file"));
    }
    Contents contents = CrontabReader.read(crontab, text, orders, clock.millis());
    var alignment = new Alignment(schedules, source);
    return dryRun ? alignment.rehearse(contents) : alignment.align(contents);
  }

  /// The crontab's schedules as a text that [#put] reads as the same.
  public String get(String crontab) {
    requireName(crontab);
    var writer = new CrontabWriter(crontab, orders, retryDefault.maxAttempts(), clock.millis());
    try {
      return writer.write(Alignment.all(schedules, CrontabReader.source(crontab)));
    } catch (Alignment.Unanswered e) {
      throw new ProblemException(e.problem());
    }
  }

  private static void requireName(String crontab) {
    if (!CrontabName.isName(crontab)) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.INVALID_FIELD,
              "name is '" + Problem.shown(crontab) + "'.",
              "name",
              CrontabName.ACCEPTED));
    }
  }
}
