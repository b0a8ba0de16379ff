package io.tickwheel.core.cron;

import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;

/// The due times of an expression in a zone, in milliseconds since the epoch: a sorted set that is
/// computed as it is asked for. Instants of years 0 to 9999 only. Immutable.
public sealed interface Occurrences permits LocalOccurrences, EveryOccurrences {
  /// The first one strictly after `afterMillis`; empty when there is none any more.
  OptionalLong next(long afterMillis);

  /// The last one strictly before `beforeMillis`; empty when there was none.
  OptionalLong previous(long beforeMillis);

  default boolean matches(long millis) {
    OptionalLong next = next(millis - 1);
    return next.isPresent() && next.getAsLong() == millis;
  }

  /// Those from `fromMillis` on and before `untilMillis`, in order. Each step computes one.
  default PrimitiveIterator.OfLong between(long fromMillis, long untilMillis) {
    return new PrimitiveIterator.OfLong() {
      private OptionalLong next = Occurrences.this.next(fromMillis - 1);

      @Override
      public boolean hasNext() {
        return next.isPresent() && next.getAsLong() < untilMillis;
      }

      @Override
      public long nextLong() {
        if (!hasNext()) {
          throw new NoSuchElementException("no occurrence is left before " + untilMillis);
        }
        long found = next.getAsLong();
        next = Occurrences.this.next(found);
        return found;
      }
    };
  }
}
