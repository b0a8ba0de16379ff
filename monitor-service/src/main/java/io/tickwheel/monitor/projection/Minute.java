package io.tickwheel.monitor.projection;

/// What happened in one minute of journal time, and which rows began in it: places and creation
// times,
/// by which a search knows what to pass over.
public final class Minute {
  public static final long MILLIS = 60_000;

  public final long startMillis;
  public final long[] counts = new long[Happening.values().length];
  public long rows;
  public long firstPlace = Long.MAX_VALUE;
  public long lastPlace = Long.MIN_VALUE;
  public long firstCreated = Long.MAX_VALUE;
  public long lastCreated = Long.MIN_VALUE;

  public Minute(long startMillis) {
    this.startMillis = startMillis;
  }

  public static long startOf(long atMillis) {
    return Math.floorDiv(atMillis, MILLIS) * MILLIS;
  }

  void began(TaskRow row) {
    rows++;
    firstPlace = Math.min(firstPlace, row.place);
    lastPlace = Math.max(lastPlace, row.place);
    firstCreated = Math.min(firstCreated, row.createdAt);
    lastCreated = Math.max(lastCreated, row.createdAt);
  }
}
