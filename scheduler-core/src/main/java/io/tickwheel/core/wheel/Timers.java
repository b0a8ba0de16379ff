package io.tickwheel.core.wheel;

import java.util.Arrays;

/// Gives timers their indexes, and knows which of them are pending: a bit for each, so that a
/// million are at hand in the processor's cache.
///
/// An index is free at first, then pending, then (if its timer was cancelled) withdrawn until its
/// entry is found and dropped, then free again. Free ones are used again, the last one first.
final class Timers {
  private static final int CHUNK_BITS = 12;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private long[] pending = new long[1 << (CHUNK_BITS - 6)];
  // A stack; in chunks, so that growing doesn't copy it.
  private int[][] free = new int[0][];
  private int freeCount;
  private int issued;
  private int pendingCount;

  int issue() {
    int timer = freeCount > 0 ? popFree() : newTimer();
    pending[timer >>> 6] |= 1L << timer;
    pendingCount++;
    return timer;
  }

  boolean isPending(int timer) {
    return (pending[timer >>> 6] & (1L << timer)) != 0;
  }

  /// Makes a pending timer a withdrawn one. Throws if it isn't pending: a bug of the caller, who
  /// would cancel someone else's timer the next time.
  void withdraw(int timer) {
    if (timer < 0 || timer >= issued || !isPending(timer)) {
      throw new IllegalArgumentException("timer " + timer + " is not pending");
    }
    unset(timer);
  }

  /// Makes a pending timer a free one.
  void finish(int timer) {
    unset(timer);
    release(timer);
  }

  /// Makes a withdrawn timer a free one.
  void release(int timer) {
    reserve(freeCount);
    free[freeCount >>> CHUNK_BITS][freeCount & CHUNK_MASK] = timer;
    freeCount++;
  }

  /// Brings those of `count` entries together whose timers are pending, and releases the others'
  /// timers; returns how many it kept. An entry is two longs, the second of which has the timer as
  /// its lower half. Doesn't branch on what it finds, which the processor could not foresee.
  int sift(long[] entries, int start, int count) {
    reserve(freeCount + count);
    int freed = freeCount;
    int end = start;
    for (int at = start; at < start + 2 * count; at += 2) {
      long second = entries[at + 1];
      entries[end] = entries[at];
      entries[end + 1] = second;
      int timer = (int) second;
      int bit = (int) (pending[timer >>> 6] >>> timer) & 1;
      free[freed >>> CHUNK_BITS][freed & CHUNK_MASK] = timer;
      freed += 1 - bit;
      end += 2 * bit;
    }
    freeCount = freed;
    return (end - start) >> 1;
  }

  int pendingCount() {
    return pendingCount;
  }

  int withdrawnCount() {
    return issued - freeCount - pendingCount;
  }

  private void unset(int timer) {
    pending[timer >>> 6] &= ~(1L << timer);
    pendingCount--;
  }

  /// Makes the stack reach to `count`.
  private void reserve(int count) {
    int chunk = count >>> CHUNK_BITS;
    if (chunk == free.length) {
      free = Arrays.copyOf(free, chunk + 1);
      free[chunk] = new int[1 << CHUNK_BITS];
    }
  }

  private int popFree() {
    freeCount--;
    return free[freeCount >>> CHUNK_BITS][freeCount & CHUNK_MASK];
  }

  private int newTimer() {
    if (issued >>> 6 == pending.length) {
      pending = Arrays.copyOf(pending, 2 * pending.length);
    }
    return issued++;
  }
}
