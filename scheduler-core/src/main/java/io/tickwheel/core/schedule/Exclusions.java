package io.tickwheel.core.schedule;

import io.tickwheel.core.cron.BadCronException;
import io.tickwheel.core.cron.CronExpression;
import io.tickwheel.core.cron.DstPolicy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/// Times at which a schedule does not run: a date or a range of dates in its zone (`2026-12-25`,
/// `2026-12-24/2027-01-01`, both ends included), a range of instants (`2026-12-24T00:00:00Z/…`, the
/// end not included), or a cron expression in its zone, which excludes the instants it is due at.
final class Exclusions {
  private static final String ACCEPTED =
      "a date, a range of dates or of instants with a slash between, or a cron expression";

  private final List<LongPredicate> rules;

  private Exclusions(List<LongPredicate> rules) {
    this.rules = rules;
  }

  static Exclusions of(List<String> texts, ZoneId zone) {
    List<LongPredicate> rules = new ArrayList<>();
    for (String text : texts) {
      rules.add(rule(text.strip(), zone));
    }
    return new Exclusions(List.copyOf(rules));
  }

  boolean cover(long nominalMillis) {
    for (LongPredicate rule : rules) {
      if (rule.test(nominalMillis)) {
        return true;
      }
    }
    return false;
  }

  private static LongPredicate rule(String text, ZoneId zone) {
    try {
      if (!looksLikeDate(text)) {
        return CronExpression.parse(text).occurrences(zone, DstPolicy.DEFAULT, 0)::matches;
      }
      int slash = text.indexOf('/');
      String first = slash < 0 ? text : text.substring(0, slash);
      String last = slash < 0 ? text : text.substring(slash + 1);
      return first.contains("T") || last.contains("T")
          ? between(Instant.parse(first), Instant.parse(last))
          : between(
              LocalDate.parse(first).atStartOfDay(zone).toInstant(),
              LocalDate.parse(last).plusDays(1).atStartOfDay(zone).toInstant());
    } catch (DateTimeException | ArithmeticException | BadCronException e) {
      throw new BadScheduleException(
          "exclusions", "\"" + text + "\" is not an exclusion; accepted: " + ACCEPTED);
    }
  }

  private static boolean looksLikeDate(String text) {
    return text.length() >= 10 && text.charAt(4) == '-' && Character.isDigit(text.charAt(0));
  }

  private static LongPredicate between(Instant from, Instant until) {
    long first = from.toEpochMilli();
    long end = until.toEpochMilli();
    if (end <= first) {
      throw new DateTimeException("a range ends after it begins");
    }
    return millis -> millis >= first && millis < end;
  }
}
