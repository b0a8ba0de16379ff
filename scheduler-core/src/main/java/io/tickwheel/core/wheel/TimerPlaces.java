package io.tickwheel.core.wheel;

import java.util.Arrays;

/// Gives timers their indexes and knows where each one's entry is. Indexes that were freed are used
/// again, the last one first, so that they stay as few as the most timers that ever waited
/// together.
final class TimerPlaces {
  private static final int NOWHERE = -1;

  private final IntSlab places = new IntSlab();
  private final IntSlab freed = new IntSlab();
  private int issued;
  private int freedCount;

  /// Returns a timer whose place is to be set.
  int issue() {
    if (freedCount > 0) {
      return freed.get(--freedCount);
    }
    places.reach(issued);
    return issued++;
  }

  void free(int timer) {
    places.set(timer, NOWHERE);
    freed.reach(freedCount);
    freed.set(freedCount++, timer);
  }

  void set(int timer, int place) {
    places.set(timer, place);
  }

  int count() {
    return issued - freedCount;
  }

  /// Throws if the timer isn't pending: a bug of the caller, who would cancel someone else's timer
  /// the next time.
  int of(int timer) {
    int place = timer >= 0 && timer < issued ? places.get(timer) : NOWHERE;
    if (place == NOWHERE) {
      throw new IllegalArgumentException("timer " + timer + " is not pending");
    }
    return place;
  }

  /// An array that grows by chunks, without copying.
  private static final class IntSlab {
    private static final int CHUNK_BITS = 12;
    private static final int MASK = (1 << CHUNK_BITS) - 1;

    private int[][] chunks = new int[0][];

    int get(int index) {
      return chunks[index >>> CHUNK_BITS][index & MASK];
    }

    void set(int index, int value) {
      chunks[index >>> CHUNK_BITS][index & MASK] = value;
    }

    /// Makes `index` exist, given that all before it do.
    void reach(int index) {
      if (index >>> CHUNK_BITS == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunks.length + 1);
        chunks[chunks.length - 1] = new int[1 << CHUNK_BITS];
      }
    }
  }
}
