package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

/// How far a schedule makes up for what it missed. An occurrence up to `graceMillis` late is simply
/// fired; a later one is missed, and `misfire` decides: nothing older than `windowMillis` is made
// up
/// for, and at most the `countMax` latest.
public record CatchUp(Misfire misfire, long graceMillis, long windowMillis, int countMax) {
  public static final CatchUp DEFAULT = new CatchUp(Misfire.FIRE_ONCE, 60_000, 3_600_000, 100);

  public static final int COUNT_MAX = 10_000;
  private static final long YEARS_MAX_MILLIS = 10L * 366 * 24 * 3_600_000;

  public CatchUp {
    require(graceMillis >= 0 && graceMillis <= YEARS_MAX_MILLIS, "misfire_grace is 0 to 10 years");
    require(
        windowMillis >= 0 && windowMillis <= YEARS_MAX_MILLIS, "catchup_window is 0 to 10 years");
    require(countMax >= 0 && countMax <= COUNT_MAX, "max_catchup is 0..10000: %s", countMax);
  }
}
