package io.tickwheel.worker;

import io.tickwheel.model.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Attempts that wait for a slot: by priority, then by arrival. Each ageing interval of waiting
/// lifts an attempt by one level, so nothing starves. Not thread-safe.
final class WaitingLine {
  static final long AGEING_NANOS = 10_000_000_000L;

  private static final int LEVELS = Priority.values().length;

  private final List<ArrayDeque<HeldAttempt>> byLevel = new ArrayList<>(LEVELS);
  private int size;

  WaitingLine() {
    for (int level = 0; level < LEVELS; level++) {
      byLevel.add(new ArrayDeque<>());
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(HeldAttempt attempt) {
    byLevel.get(attempt.priorityLevel() - 1).add(attempt);
    size++;
  }

  /// Null when nothing waits.
  @Nullable HeldAttempt poll(long nowNanos) {
    HeldAttempt best = null;
    for (ArrayDeque<HeldAttempt> level : byLevel) {
      HeldAttempt head = level.peek();
      if (head != null && (best == null || precedes(head, best, nowNanos))) {
        best = head;
      }
    }
    if (best != null) {
      byLevel.get(best.priorityLevel() - 1).remove();
      size--;
    }
    return best;
  }

  /// Takes out everything.
  List<HeldAttempt> clear() {
    var cleared = new ArrayList<HeldAttempt>(size);
    for (ArrayDeque<HeldAttempt> level : byLevel) {
      cleared.addAll(level);
      level.clear();
    }
    size = 0;
    return cleared;
  }

  private static boolean precedes(HeldAttempt one, HeldAttempt other, long nowNanos) {
    long difference = level(one, nowNanos) - level(other, nowNanos);
    return difference < 0 || (difference == 0 && one.arrivedNanos() - other.arrivedNanos() < 0);
  }

  private static long level(HeldAttempt attempt, long nowNanos) {
    return attempt.priorityLevel() - (nowNanos - attempt.arrivedNanos()) / AGEING_NANOS;
  }
}
