package io.tickwheel.core.schedule;

import io.tickwheel.core.cron.BadCronException;
import io.tickwheel.core.cron.CronExpression;
import io.tickwheel.core.cron.DayMatch;
import io.tickwheel.core.cron.DstPolicy;
import io.tickwheel.core.cron.GapPolicy;
import io.tickwheel.core.cron.Occurrences;
import io.tickwheel.core.cron.OverlapPolicy;
import io.tickwheel.core.cron.Zones;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.Timing;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The due times of a specification between its start and its end, in milliseconds since the epoch.
/// A fixed delay has none: they follow from its runs. Immutable.
public final class Timetable {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final DueTimes times;
  private final Exclusions exclusions;
  private final long startMillis;
  private final long endMillis;

  private interface DueTimes {
    OptionalLong next(long afterMillis);

    OptionalLong previous(long beforeMillis);
  }

  private Timetable(DueTimes times, Exclusions exclusions, long startMillis, long endMillis) {
    this.times = times;
    this.exclusions = exclusions;
    this.startMillis = startMillis;
    this.endMillis = endMillis;
  }

  /// `knownSinceMillis` anchors what has no start. Throws [BadScheduleException].
  public static Timetable of(ScheduleSpec spec, long knownSinceMillis) {
    long anchor = spec.startAtMillis() > 0 ? spec.startAtMillis() : knownSinceMillis;
    return new Timetable(
        times(spec.timing(), anchor),
        Exclusions.of(spec.exclusions(), zone(spec.timing())),
        spec.startAtMillis(),
        spec.endAtMillis() == 0 ? Long.MAX_VALUE : spec.endAtMillis());
  }

  /// The first due time strictly after `afterMillis`, excluded or not.
  public OptionalLong next(long afterMillis) {
    OptionalLong next = times.next(Math.max(afterMillis, startMillis - 1));
    return next.isPresent() && next.getAsLong() <= endMillis ? next : OptionalLong.empty();
  }

  /// The last due time strictly before `beforeMillis`, excluded or not.
  public OptionalLong previous(long beforeMillis) {
    long before =
        endMillis == Long.MAX_VALUE ? beforeMillis : Math.min(beforeMillis, endMillis + 1);
    OptionalLong previous = times.previous(before);
    return previous.isPresent() && previous.getAsLong() >= startMillis
        ? previous
        : OptionalLong.empty();
  }

  public boolean isExcluded(long nominalMillis) {
    return exclusions.cover(nominalMillis);
  }

  /// The first that will run after `afterMillis`; looks at a bounded number of excluded ones.
  public OptionalLong nextIncluded(long afterMillis) {
    OptionalLong next = next(afterMillis);
    for (int i = 0; i < 10_000 && next.isPresent() && isExcluded(next.getAsLong()); i++) {
      next = next(next.getAsLong());
    }
    return next;
  }

  private static DueTimes times(Timing timing, long anchorMillis) {
    return switch (timing) {
      case Timing.Cron cron -> of(cron(cron, anchorMillis));
      case Timing.Interval interval ->
          of(
              CronExpression.parse("@every " + interval.periodMillis() / 1000 + "s")
                  .occurrences(UTC, DstPolicy.DEFAULT, anchorMillis));
      case Timing.Times times -> of(times.atMillis());
      case Timing.FixedDelay delay -> of(List.of());
    };
  }

  private static Occurrences cron(Timing.Cron cron, long anchorMillis) {
    DayMatch match = word("day_match", DayMatch.of(cron.dayMatch()), cron.dayMatch(), "or, and");
    GapPolicy gap = word("gap", GapPolicy.of(cron.gap()), cron.gap(), "run_after_gap, shift, skip");
    OverlapPolicy overlap =
        word(
            "dst_overlap", OverlapPolicy.of(cron.overlap()), cron.overlap(), "first, second, both");
    try {
      return CronExpression.parse(cron.expression(), match)
          .occurrences(zone(cron), new DstPolicy(gap, overlap), anchorMillis);
    } catch (BadCronException e) {
      throw new BadScheduleException("cron", e.sentence(), e.position());
    }
  }

  private static ZoneId zone(Timing timing) {
    if (!(timing instanceof Timing.Cron cron)) {
      return UTC;
    }
    return Zones.find(cron.zone())
        .orElseThrow(
            () ->
                new BadScheduleException(
                    "timezone",
                    "\"" + cron.zone() + "\" is not a zone; accepted: " + Zones.ACCEPTED));
  }

  private static <T> T word(String field, Optional<T> found, String given, String accepted) {
    return found.orElseThrow(
        () -> new BadScheduleException(field, "\"" + given + "\"; accepted: " + accepted));
  }

  private static DueTimes of(Occurrences occurrences) {
    return new DueTimes() {
      @Override
      public OptionalLong next(long afterMillis) {
        return occurrences.next(afterMillis);
      }

      @Override
      public OptionalLong previous(long beforeMillis) {
        return occurrences.previous(beforeMillis);
      }
    };
  }

  private static DueTimes of(List<Long> sorted) {
    return new DueTimes() {
      @Override
      public OptionalLong next(long afterMillis) {
        for (long at : sorted) {
          if (at > afterMillis) {
            return OptionalLong.of(at);
          }
        }
        return OptionalLong.empty();
      }

      @Override
      public OptionalLong previous(long beforeMillis) {
        for (long at : sorted.reversed()) {
          if (at < beforeMillis) {
            return OptionalLong.of(at);
          }
        }
        return OptionalLong.empty();
      }
    };
  }
}
