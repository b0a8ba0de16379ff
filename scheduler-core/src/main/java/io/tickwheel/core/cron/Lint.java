package io.tickwheel.core.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Looks for what someone may not have meant.
final class Lint {
  /// Two changes a year; the next three years are near enough to care.
  private static final int CHANGES_AHEAD = 6;

  /// Days that all months have.
  private static final int COMMON_DAYS = DaysOfMonth.all(28);

  private static final int ALL_WEEKDAYS = 127;

  private final CronExpression expression;
  private final ZoneId zone;
  private final DstPolicy policy;
  private final long nowMillis;
  private final List<Warning> warnings = new ArrayList<>();

  Lint(CronExpression expression, ZoneId zone, DstPolicy policy, long nowMillis) {
    this.expression = expression;
    this.zone = zone;
    this.policy = policy;
    this.nowMillis = nowMillis;
  }

  List<Warning> warnings() {
    boolean isFixed = false;
    switch (expression.pattern()) {
      case Every every -> {}
      case LocalTimes local -> {
        isFixed = !local.times().admitsAllHours();
        silence(local);
        warnings.addAll(Steps.warnings(expression.text()));
        bothDays(local.days());
        wholeWeek(local.days());
        missingDays(local.days());
        tooOften(local.times());
        if (isFixed) {
          changes(local);
        }
      }
    }
    if (!isFixed && !policy.equals(DstPolicy.DEFAULT)) {
      warn(
          "policy_unused",
          "gap and overlap change nothing: only fixed local times meet them, and this is due in all"
              + " 24 hours or after elapsed time");
    }
    return List.copyOf(warnings);
  }

  private void warn(String code, String message) {
    warnings.add(new Warning(code, message));
  }

  /// Never due again: because the years are over, or because of the zone and the policies.
  private void silence(LocalTimes local) {
    Occurrences due = expression.occurrences(zone, policy, 0);
    if (due.next(nowMillis).isPresent()) {
      return;
    }
    OptionalLong last = due.previous(nowMillis + 1);
    String before = last.isPresent() ? "; the last time was " + utc(last.getAsLong() / 1000) : "";
    if (local.next(nowMillis / 1000 + Stretch.MARGIN) == LocalTimes.NONE && last.isPresent()) {
      warn("over", "it is never due again" + before);
    } else {
      warn(
          "silent",
          "it is never due in %s with gap=%s: all local times that it names are skipped there%s"
              .formatted(zone, policy.gap().word(), before));
    }
  }

  private void bothDays(Days days) {
    if (days.bothRestricted() && days.match() == DayMatch.OR) {
      warn(
          "both_days",
          "day of the month and weekday are both restricted: it is due when either matches; for"
              + " days that match both, use day_match and");
    }
    if (!days.bothRestricted() && days.match() == DayMatch.AND) {
      warn("day_match_unused", "day_match changes nothing: only one day field is restricted");
    }
  }

  private void wholeWeek(Days days) {
    boolean hasAllWeekdays = !days.ofWeek().any() && days.ofWeek().plain() == ALL_WEEKDAYS;
    boolean hasAllDays = !days.ofMonth().any() && days.ofMonth().numbered() == DaysOfMonth.all(31);
    if (days.bothRestricted() && days.match() == DayMatch.OR && (hasAllWeekdays || hasAllDays)) {
      warn(
          "every_day",
          "one day field spells out every day, so the other has no effect; write * to leave a field"
              + " unrestricted");
    }
  }

  private void missingDays(Days days) {
    DaysOfMonth ofMonth = days.ofMonth();
    int named = ofMonth.any() ? 0 : ofMonth.numbered() | ofMonth.nearest();
    boolean isLate = named != 0 && (named & COMMON_DAYS) == 0 && ofMonth.beforeLast() == 0;
    if (isLate && !ofMonth.lastWeekday() && isMissingSomewhere(days, named)) {
      warn(
          "missing_days",
          "months without that day are left out; the last day of each month is L, its last weekday"
              + " LW");
    }
  }

  /// Whether a month that is admitted can be too short for the first of the named days.
  private static boolean isMissingSomewhere(Days days, int named) {
    int day = Integer.numberOfTrailingZeros(named);
    return Values.of(days.months()).set().stream()
        .anyMatch(month -> Days.length(2001, month) < day);
  }

  private void tooOften(TimesOfDay times) {
    Values seconds = Values.of(times.seconds());
    Values minutes = Values.of(times.minutes());
    Values hours = Values.of(times.hours());
    if (seconds.isAll(CronField.SECOND)) {
      warn(
          "every_second",
          "it is due each second of its minutes: with 6 fields, the first is the second");
    } else if (minutes.isAll(CronField.MINUTE) && hours.count() == 1) {
      warn(
          "every_minute",
          "it is due each minute of that hour; for once, write a number for the minute");
    }
  }

  /// Says what becomes of the local times that the zone's next changes touch.
  private void changes(LocalTimes local) {
    var rules = zone.getRules();
    Optional<Warning> gap = Optional.empty();
    Optional<Warning> overlap = Optional.empty();
    var change = rules.nextTransition(Instant.ofEpochMilli(nowMillis));
    for (int i = 0; i < CHANGES_AHEAD && change != null; i++) {
      Optional<Warning> found = touched(local, change);
      if (change.isGap()) {
        gap = gap.or(() -> found);
      } else {
        overlap = overlap.or(() -> found);
      }
      change = rules.nextTransition(change.getInstant());
    }
    Stream.of(gap, overlap).flatMap(Optional::stream).forEach(warnings::add);
  }

  private Optional<Warning> touched(LocalTimes local, ZoneOffsetTransition change) {
    long start = change.toEpochSecond();
    long before = start + change.getOffsetBefore().getTotalSeconds();
    long after = start + change.getOffsetAfter().getTotalSeconds();
    long due = local.next(Math.min(before, after));
    if (due == LocalTimes.NONE || due >= Math.max(before, after)) {
      return Optional.empty();
    }
    String time = utc(due).replace("Z", "");
    return Optional.of(
        change.isGap()
            ? new Warning(
                "in_gap",
                "%s does not exist in %s; gap=%s: %s"
                    .formatted(time, zone, policy.gap().word(), told(policy.gap())))
            : new Warning(
                "in_overlap",
                "%s comes twice in %s; overlap=%s: %s"
                    .formatted(time, zone, policy.overlap().word(), told(policy.overlap()))));
  }

  private static String told(GapPolicy gap) {
    return switch (gap) {
      case RUN_AFTER_GAP -> "it is due at the instant of the change";
      case SHIFT -> "it is due later by the gap's length";
      case SKIP -> "it is left out that day";
    };
  }

  private static String told(OverlapPolicy overlap) {
    return switch (overlap) {
      case FIRST -> "it is due the first time only";
      case SECOND -> "it is due the second time only";
      case BOTH -> "it is due both times";
    };
  }

  private static String utc(long second) {
    return Instant.ofEpochSecond(second).toString();
  }
}
