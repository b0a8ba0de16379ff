package io.tickwheel.core.cron;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/// The time between two changes of a zone's offset: from `start` to before `end`, in seconds since
/// the epoch. Offsets are seconds; where nothing changes they are equal.
///
/// Began with a gap, local times from `start + offsetBefore` to before `start + offset` are
/// missing; began with an overlap, those from `start + offset` to before `start + offsetBefore` are
/// there for the second time.
record Stretch(long start, long end, int offset, int offsetBefore, int offsetAfter) {
  /// The years that RFC 3339 can write: 0000-01-01T00:00:00Z to before 10000-01-01T00:00:00Z.
  static final long BEGIN = -62_167_219_200L;

  static final long END = 253_402_300_800L;

  /// Beyond all differences between a local time and UTC, and all gaps and overlaps.
  static final long MARGIN = 2 * 86_400;

  /// The one that holds `second`.
  static Stretch at(ZoneRules rules, long second) {
    Instant instant = Instant.ofEpochSecond(second);
    if (rules.isFixedOffset()) {
      int offset = rules.getOffset(instant).getTotalSeconds();
      return new Stretch(BEGIN - MARGIN, END + MARGIN, offset, offset, offset);
    }
    return between(
        rules.previousTransition(instant.plusSeconds(1)), rules.nextTransition(instant), rules);
  }

  Stretch next(ZoneRules rules) {
    return at(rules, end);
  }

  Stretch previous(ZoneRules rules) {
    return at(rules, start - 1);
  }

  boolean beginsWithGap() {
    return offsetBefore < offset;
  }

  boolean isFirst() {
    return start < BEGIN;
  }

  boolean isLast() {
    return end >= END;
  }

  private static Stretch between(
      @Nullable ZoneOffsetTransition first, @Nullable ZoneOffsetTransition last, ZoneRules rules) {
    int offset =
        first != null
            ? first.getOffsetAfter().getTotalSeconds()
            : last != null
                ? last.getOffsetBefore().getTotalSeconds()
                : rules.getOffset(Instant.EPOCH).getTotalSeconds();
    return new Stretch(
        first == null ? BEGIN - MARGIN : first.toEpochSecond(),
        last == null ? END + MARGIN : last.toEpochSecond(),
        offset,
        first == null ? offset : first.getOffsetBefore().getTotalSeconds(),
        last == null ? offset : last.getOffsetAfter().getTotalSeconds());
  }
}
