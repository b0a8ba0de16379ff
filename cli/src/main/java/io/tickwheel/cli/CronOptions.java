package io.tickwheel.cli;

import io.tickwheel.core.cron.BadCronException;
import io.tickwheel.core.cron.CronExpression;
import io.tickwheel.core.cron.DayMatch;
import io.tickwheel.core.cron.DstPolicy;
import io.tickwheel.core.cron.GapPolicy;
import io.tickwheel.core.cron.OverlapPolicy;
import io.tickwheel.core.cron.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What all questions about an expression take besides it.
final class CronOptions {
  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = {
        "The IANA zone of its local times; default ${DEFAULT-VALUE}.",
        "A CRON_TZ= in the expression wins."
      })
  private String zone = "UTC";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Look after this RFC 3339 time, as 2026-03-07T00:00:00Z; default: now.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--gap",
      paramLabel = "POLICY",
      defaultValue = "run_after_gap",
      description = {
        "Local times that clocks skip: run_after_gap (at the change; default),",
        "shift (later by the gap) or skip."
      })
  private String gap = "run_after_gap";

  @Option(
      names = "--overlap",
      paramLabel = "POLICY",
      defaultValue = "first",
      description = "Local times that come twice: first (default), second or both.")
  private String overlap = "first";

  @Option(
      names = "--day-match",
      paramLabel = "MATCH",
      defaultValue = "or",
      description = {
        "Day of month and weekday both restricted: or (either matches; default),",
        "and (both must)."
      })
  private String dayMatch = "or";

  /// Throws [CliException] with a caret under the mistake.
  CronQuestion question(String expression) {
    if (expression.startsWith("--")) {
      throw CliException.usage("Unknown option: '%s'".formatted(expression));
    }
    DayMatch match = orRefuse("--day-match", dayMatch, DayMatch.of(dayMatch), "or, and");
    return new CronQuestion(read(expression, match), zone(), policy(), from());
  }

  private static CronExpression read(String expression, DayMatch match) {
    try {
      return CronExpression.parse(expression, match);
    } catch (BadCronException e) {
      throw CliException.usage(
          String.join(System.lineSeparator(), e.sentence(), Caret.under(expression, e.position())));
    }
  }

  private ZoneId zone() {
    return orRefuse("--tz", zone, Zones.find(zone), Zones.ACCEPTED);
  }

  private DstPolicy policy() {
    return new DstPolicy(
        orRefuse("--gap", gap, GapPolicy.of(gap), "run_after_gap, shift, skip"),
        orRefuse("--overlap", overlap, OverlapPolicy.of(overlap), "first, second, both"));
  }

  private Instant from() {
    return from.map(text -> orRefuse("--from", text, Rfc3339.parse(text), Rfc3339.ACCEPTED))
        .orElseGet(Instant::now);
  }

  private static <T> T orRefuse(String option, String given, Optional<T> value, String accepted) {
    return value.orElseThrow(
        () ->
            CliException.usage(
                "%s: '%s' is not known; accepted: %s".formatted(option, given, accepted)));
  }

  /// `--count`, as all take it.
  static int count(int given) {
    if (given < 0 || given > CronQuestion.COUNT_MAX) {
      throw CliException.usage(
          "--count: %d is out of range; accepted: 0 to %d"
              .formatted(given, CronQuestion.COUNT_MAX));
    }
    return given;
  }
}
