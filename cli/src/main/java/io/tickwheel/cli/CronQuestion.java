package io.tickwheel.cli;

import io.tickwheel.core.cron.CronExpression;
import io.tickwheel.core.cron.DstPolicy;
import io.tickwheel.core.cron.Occurrences;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// An expression, where and from when it is asked about; `@every` counts from `from`.
record CronQuestion(CronExpression expression, ZoneId zone, DstPolicy policy, Instant from) {
  /// Enough for a second's schedule over hours, and an answer of some hundred kilobytes.
  static final int COUNT_MAX = 10_000;

  /// The zone that counts: the expression's own comes first.
  ZoneId effectiveZone() {
    return expression.zone().orElse(zone);
  }

  Occurrences occurrences() {
    return expression.occurrences(zone, policy, from.toEpochMilli());
  }

  /// The first `count` due times strictly after `from`.
  List<Long> next(int count) {
    Occurrences due = occurrences();
    List<Long> found = new ArrayList<>();
    var next = due.next(from.toEpochMilli());
    while (found.size() < count && next.isPresent()) {
      found.add(next.getAsLong());
      next = due.next(next.getAsLong());
    }
    return found;
  }

  Json.Items nextAsJson(int count) {
    return new Json.Items(
        next(count).stream().<Json>map(millis -> new Json.Text(Rfc3339.of(millis))).toList());
  }
}
