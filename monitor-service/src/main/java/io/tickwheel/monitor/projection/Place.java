package io.tickwheel.monitor.projection;

import static io.tickwheel.model.Require.require;

/// Where in the journal an event stands: the record's stream sequence and the event's index in it,
/// in one number that grows along the journal. A task's row is named by the place of its first
/// event, so replaying gives the same rows, and going through rows by place is going through time.
public final class Place {
  private static final int INDEX_BITS = 20;

  /// A record has fewer events than this: it fits one message of 8 MB.
  public static final int INDEX_MAX = (1 << INDEX_BITS) - 1;

  private Place() {}

  public static long of(long sequence, int index) {
    require(index >= 0 && index <= INDEX_MAX, "event index 0..%s: %s", INDEX_MAX, index);
    return sequence << INDEX_BITS | index;
  }

  public static long sequence(long place) {
    return place >>> INDEX_BITS;
  }

  public static int index(long place) {
    return (int) (place & INDEX_MAX);
  }
}
