package io.tickwheel.monitor.live;

import io.tickwheel.monitor.projection.Happening;
import io.tickwheel.monitor.projection.Pulse;
import org.jspecify.annotations.Nullable;

/// What happened in the last minute, by journal time, in slots of five seconds. Old news (a history
/// that catches up) passes through unseen. Thread-safe.
public final class RecentWindow implements Pulse {
  private static final long SLOT_MILLIS = 5_000;
  private static final int SLOTS = 13;

  /// Rates are over the newest slots that are complete.
  private static final int RATE_SLOTS = 2;

  private static final int WINDOW_SLOTS = 12;

  private final Slot[] slots = new Slot[SLOTS];

  public RecentWindow() {
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Slot();
    }
  }

  private static final class Slot {
    long number = -1;
    long[] counts = new long[Happening.values().length];
    Histogram lateness = new Histogram();
    Histogram duration = new Histogram();

    void begin(long as) {
      number = as;
      counts = new long[counts.length];
      lateness = new Histogram();
      duration = new Histogram();
    }
  }

  @Override
  public synchronized void happened(Happening what, long atMillis) {
    Slot slot = slot(atMillis);
    if (slot != null) {
      slot.counts[what.ordinal()]++;
    }
  }

  @Override
  public synchronized void ran(long dueAtMillis, long startedAtMillis, long endedAtMillis) {
    Slot slot = startedAtMillis == 0 ? null : slot(endedAtMillis);
    if (slot != null) {
      slot.lateness.add(startedAtMillis - dueAtMillis);
      slot.duration.add(endedAtMillis - startedAtMillis);
    }
  }

  /// Null for what belongs to a slot that is over and reused.
  private @Nullable Slot slot(long atMillis) {
    long number = Math.floorDiv(atMillis, SLOT_MILLIS);
    Slot slot = slots[Math.floorMod(number, SLOTS)];
    if (slot.number < number) {
      slot.begin(number);
    }
    return slot.number == number ? slot : null;
  }

  /// Percentiles in milliseconds over the last minute.
  public record Spread(long count, long p50, long p95, long p99, long max) {
    private static Spread of(Histogram values) {
      return new Spread(
          values.total(),
          values.percentile(0.5),
          values.percentile(0.95),
          values.percentile(0.99),
          values.greatest());
    }
  }

  /// `perSecond` by [Happening].
  public record Figures(long windowMillis, double[] perSecond, Spread lateness, Spread duration) {
    public double perSecond(Happening what) {
      return perSecond[what.ordinal()];
    }
  }

  /// The figures as of `nowMillis`.
  public synchronized Figures figures(long nowMillis) {
    long current = Math.floorDiv(nowMillis, SLOT_MILLIS);
    double[] rates = new double[Happening.values().length];
    var lateness = new Histogram();
    var duration = new Histogram();
    for (Slot slot : slots) {
      long age = current - slot.number;
      if (slot.number < 0 || age < 0 || age > WINDOW_SLOTS) {
        continue;
      }
      lateness.add(slot.lateness);
      duration.add(slot.duration);
      if (age >= 1 && age <= RATE_SLOTS) {
        for (int i = 0; i < rates.length; i++) {
          rates[i] += slot.counts[i] * 1000.0 / (RATE_SLOTS * SLOT_MILLIS);
        }
      }
    }
    return new Figures(RATE_SLOTS * SLOT_MILLIS, rates, Spread.of(lateness), Spread.of(duration));
  }
}
