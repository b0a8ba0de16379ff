package io.tickwheel.core.cron;

import java.time.zone.ZoneRules;
import java.util.OptionalLong;

/// The instants at which local times are due, through all changes of a zone's offset.
///
/// Between two changes, in a [Stretch], an instant and its local time differ by a constant: there,
/// the due instants are the due local times, moved. The policies only take a piece off either end
/// of a stretch that overlaps with its neighbour, and add what is missing in the gap before it.
/// So `next` looks for the first due local time in the stretch it is asked about; finds it, or goes
/// on in the next one; and leaps over stretches that end long before that time.
///
/// An example: New York, `30 2 * * *`, asked after 2026-03-07T12:00Z. The stretch lasts until
/// 2026-03-08T07:00Z, which is 02:00 there; the first due local time, 02:30 of that day, lies
/// beyond. The next stretch begins with a gap, 02:00 to 03:00, in which 02:30 is due: that is the
/// answer, at 07:00Z (`run_after_gap`) or 07:30Z (`shift`), or else 02:30 on the ninth (`skip`).
final class LocalOccurrences implements Occurrences {
  private static final long NONE = LocalTimes.NONE;

  /// By then every zone changes by rule, the same in all years of the same calendar: leap or not,
  /// begun on the same weekday.
  private static final long RULES_FROM = 4_102_444_800L;

  /// Any so many years have all fourteen calendars (41, where a leap day is left out between them):
  /// what isn't due in them is never due again.
  private static final long ALL_CALENDARS_SECONDS = 42 * 366L * 86_400;

  private final LocalTimes due;
  private final ZoneRules rules;
  private final DstPolicy policy;

  LocalOccurrences(LocalTimes due, ZoneRules rules, DstPolicy policy) {
    this.due = due;
    this.rules = rules;
    this.policy = due.times().admitsAllHours() ? DstPolicy.EVERY_INSTANT : policy;
  }

  @Override
  public OptionalLong next(long afterMillis) {
    return millis(nextSecond(Math.max(Math.floorDiv(afterMillis, 1000) + 1, Stretch.BEGIN)));
  }

  @Override
  public OptionalLong previous(long beforeMillis) {
    long second = Math.floorDiv(beforeMillis - 1, 1000);
    return millis(previousSecond(Math.min(second, Stretch.END - 1)));
  }

  private static OptionalLong millis(long second) {
    return second == NONE || second < Stretch.BEGIN || second >= Stretch.END
        ? OptionalLong.empty()
        : OptionalLong.of(second * 1000);
  }

  /// The first due instant that is not before `from`.
  private long nextSecond(long from) {
    long horizon = Math.min(Stretch.END, Math.max(from, RULES_FROM) + ALL_CALENDARS_SECONDS);
    long second = from;
    while (second < horizon) {
      Stretch stretch = Stretch.at(rules, second);
      long local = due.next(Math.max(second + stretch.offset(), firstLocal(stretch)));
      long regular = local == NONE || local >= endLocal(stretch) ? NONE : local - stretch.offset();
      long found = earlier(regular, firstFromGap(stretch, second));
      if (found != NONE || stretch.isLast()) {
        return found;
      }
      boolean isSettled = second + Stretch.MARGIN <= stretch.end();
      if (isSettled && local == NONE) {
        return NONE;
      }
      second = isSettled ? Math.max(stretch.end(), local - Stretch.MARGIN) : stretch.end();
    }
    return NONE;
  }

  /// The last due instant that is not after `until`.
  private long previousSecond(long until) {
    long second = until;
    while (second >= Stretch.BEGIN) {
      if (second > RULES_FROM && second < until - ALL_CALENDARS_SECONDS) {
        second = RULES_FROM;
      }
      Stretch stretch = Stretch.at(rules, second);
      long local = due.previous(Math.min(second + stretch.offset(), endLocal(stretch) - 1));
      long regular = local == NONE || local < firstLocal(stretch) ? NONE : local - stretch.offset();
      long found = Math.max(regular, lastFromGap(stretch, second));
      if (found != NONE || stretch.isFirst()) {
        return found;
      }
      boolean isSettled = second - Stretch.MARGIN >= stretch.start();
      if (isSettled && local == NONE) {
        return NONE;
      }
      second =
          isSettled ? Math.min(stretch.start() - 1, local + Stretch.MARGIN) : stretch.start() - 1;
    }
    return NONE;
  }

  /// The stretch's first local time, or the first that isn't a repetition when only first ones are
  /// due.
  private long firstLocal(Stretch stretch) {
    boolean firstOnly = policy.overlap() == OverlapPolicy.FIRST;
    return stretch.start()
        + (firstOnly ? Math.max(stretch.offset(), stretch.offsetBefore()) : stretch.offset());
  }

  /// The end of the stretch's local times, or of those that won't be repeated when only second ones
  /// are due.
  private long endLocal(Stretch stretch) {
    boolean secondOnly = policy.overlap() == OverlapPolicy.SECOND;
    return stretch.end()
        + (secondOnly ? Math.min(stretch.offset(), stretch.offsetAfter()) : stretch.offset());
  }

  private long firstFromGap(Stretch stretch, long from) {
    if (!stretch.beginsWithGap()) {
      return NONE;
    }
    long gapEnd = stretch.start() + stretch.offset();
    return switch (policy.gap()) {
      case SKIP -> NONE;
      case RUN_AFTER_GAP -> from <= stretch.start() ? changeIfDue(stretch) : NONE;
      case SHIFT -> {
        long local = due.next(Math.max(from, stretch.start()) + stretch.offsetBefore());
        yield local == NONE || local >= gapEnd ? NONE : local - stretch.offsetBefore();
      }
    };
  }

  private long lastFromGap(Stretch stretch, long until) {
    if (!stretch.beginsWithGap()) {
      return NONE;
    }
    long gapStart = stretch.start() + stretch.offsetBefore();
    long gapEnd = stretch.start() + stretch.offset();
    return switch (policy.gap()) {
      case SKIP -> NONE;
      case RUN_AFTER_GAP -> changeIfDue(stretch);
      case SHIFT -> {
        long local = due.previous(Math.min(until + stretch.offsetBefore(), gapEnd - 1));
        yield local < gapStart ? NONE : local - stretch.offsetBefore();
      }
    };
  }

  /// The instant of the change, when a local time in the gap is due.
  private long changeIfDue(Stretch stretch) {
    long local = due.next(stretch.start() + stretch.offsetBefore());
    return local == NONE || local >= stretch.start() + stretch.offset() ? NONE : stretch.start();
  }

  private static long earlier(long a, long b) {
    return a == NONE ? b : b == NONE ? a : Math.min(a, b);
  }
}
