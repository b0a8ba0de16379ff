package io.tickwheel.monitor.projection;

import java.util.HashMap;
import java.util.Map;

/// What happened in one minute of journal time, and which rows began in it: places and creation
/// times, by which a search knows what to pass over.
public final class Minute {
  /// Types that are counted one by one in a minute's share of a batch; all others count as
  /// [#OTHER].
  private static final int TYPES_MAX = 256;

  /// Stands for the types that are not counted one by one; no type is empty.
  public static final String OTHER = "";

  public static final long MILLIS = 60_000;

  public final long startMillis;
  public final long[] counts = new long[Happening.values().length];
  public final Span all = new Span();
  public final Map<String, Span> types = new HashMap<>();
  public long firstCreated = Long.MAX_VALUE;
  public long lastCreated = Long.MIN_VALUE;

  public Minute(long startMillis) {
    this.startMillis = startMillis;
  }

  public static long startOf(long atMillis) {
    return Math.floorDiv(atMillis, MILLIS) * MILLIS;
  }

  void began(TaskRow row) {
    all.add(row.place);
    typeSpan(row.type).add(row.place);
    firstCreated = Math.min(firstCreated, row.createdAt);
    lastCreated = Math.max(lastCreated, row.createdAt);
  }

  private Span typeSpan(String type) {
    Span known = types.get(type);
    if (known != null) {
      return known;
    }
    return types.computeIfAbsent(types.size() < TYPES_MAX ? type : OTHER, name -> new Span());
  }

  /// How many rows began, and between which places (both inclusive).
  public static final class Span {
    public long rows;
    public long first = Long.MAX_VALUE;
    public long last = Long.MIN_VALUE;

    void add(long place) {
      rows++;
      first = Math.min(first, place);
      last = Math.max(last, place);
    }
  }
}
