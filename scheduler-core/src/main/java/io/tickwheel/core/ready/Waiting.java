package io.tickwheel.core.ready;

import org.jspecify.annotations.Nullable;

/// Something that can stand in a [ReadyQueue]. The links are the queue's own: an element stands in
/// at most one queue, and leaving from the middle costs O(1).
public abstract class Waiting {
  @Nullable Waiting before;
  @Nullable Waiting after;
  @Nullable Line line;

  /// 1 (first) to 5 (last).
  public abstract int level();

  /// When the wait began.
  public abstract long waitingSinceMillis();

  public final boolean isWaiting() {
    return line != null;
  }
}
