package io.tickwheel.core.cron;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A cron expression that was read and can be due. Immutable.
///
/// The grammar and its meaning are in `docs/schedules.md`: 5 fields (minute, hour, day of the
// month,
/// month, weekday), 6 (second first) or 7 (year last), aliases, `@every`, and a `CRON_TZ=` before
/// any of them.
public final class CronExpression {
  private final String text;
  private final Optional<ZoneId> zone;
  private final DayMatch dayMatch;
  private final CronPattern pattern;

  CronExpression(String text, Optional<ZoneId> zone, DayMatch dayMatch, CronPattern pattern) {
    this.text = text;
    this.zone = zone;
    this.dayMatch = dayMatch;
    this.pattern = pattern;
  }

  /// Reads a text as people write it; throws [BadCronException] with the place of the mistake,
  /// also for what can never be due.
  public static CronExpression parse(String text) {
    return parse(text, DayMatch.OR);
  }

  public static CronExpression parse(String text, DayMatch dayMatch) {
    return CronReader.read(text, dayMatch);
  }

  /// The text that was read.
  public String text() {
    return text;
  }

  /// The zone that the text itself names with `CRON_TZ=`.
  public Optional<ZoneId> zone() {
    return zone;
  }

  public DayMatch dayMatch() {
    return dayMatch;
  }

  /// When it is due in the zone it names, or else in `zoneOtherwise`. `@every` counts from
  /// `anchorMillis`; fields don't care.
  public Occurrences occurrences(ZoneId zoneOtherwise, DstPolicy policy, long anchorMillis) {
    return switch (pattern) {
      case Every every -> new EveryOccurrences(every.periodMillis(), anchorMillis);
      case LocalTimes times ->
          new LocalOccurrences(times, zone.orElse(zoneOtherwise).getRules(), policy);
    };
  }

  /// The one spelling that all expressions of the same meaning share; it reads back as the same.
  public String normalForm() {
    return NormalForm.of(this);
  }

  /// What it means, in a sentence for people.
  public String describe(Language language) {
    return Description.of(this, language.tongue());
  }

  /// What someone may not have meant, judged at `nowMillis`; the zone is [#zone] or else this one.
  public List<Warning> lint(ZoneId zoneOtherwise, DstPolicy policy, long nowMillis) {
    return new Lint(this, zone.orElse(zoneOtherwise), policy, nowMillis).warnings();
  }

  CronPattern pattern() {
    return pattern;
  }

  @Override
  public String toString() {
    return text;
  }
}
