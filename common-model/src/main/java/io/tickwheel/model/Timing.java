package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

import java.util.List;

/// When a schedule's occurrences are due.
public sealed interface Timing {
  /// Fields and `@every`, in the words of the cron grammar; `zone` is an IANA name, and a
  // `CRON_TZ=`
  /// prefix wins over it. `gap`, `overlap` and `dayMatch` are policy words: run_after_gap, shift or
  /// skip; first, second or both; or or and.
  record Cron(String expression, String zone, String gap, String overlap, String dayMatch)
      implements Timing {
    public static final String GAP_DEFAULT = "run_after_gap";
    public static final String OVERLAP_DEFAULT = "first";
    public static final String DAY_MATCH_DEFAULT = "or";

    public static Cron of(String expression, String zone) {
      return new Cron(expression, zone, GAP_DEFAULT, OVERLAP_DEFAULT, DAY_MATCH_DEFAULT);
    }
  }

  /// Every `periodMillis` of elapsed time, counted from `start_at`, or from when the schedule was
  /// first known.
  record Interval(long periodMillis) implements Timing {
    public Interval {
      requirePeriod("every", periodMillis);
    }
  }

  /// `delayMillis` after the run before has ended; the first at `start_at`, or `delayMillis` after
  /// the schedule was first known.
  record FixedDelay(long delayMillis) implements Timing {
    public FixedDelay {
      requirePeriod("fixed_delay", delayMillis);
    }
  }

  /// At these times and no other. Sorted, without doubles.
  record Times(List<Long> atMillis) implements Timing {
    public static final int COUNT_MAX = 1_000;

    public Times {
      require(!atMillis.isEmpty() && atMillis.size() <= COUNT_MAX, "times has 1..1000 entries");
      atMillis = atMillis.stream().sorted().distinct().toList();
    }
  }

  private static void requirePeriod(String field, long millis) {
    require(
        millis >= 1_000 && millis % 1_000 == 0 && millis <= 366L * 24 * 3_600_000,
        "%s is whole seconds, 1 s to 366 days",
        field);
  }
}
