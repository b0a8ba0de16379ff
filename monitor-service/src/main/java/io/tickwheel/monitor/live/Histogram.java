package io.tickwheel.monitor.live;

/// Counts values by size, exactly up to 63 and with at most 3 % error above: 32 steps for each
/// doubling, as in HdrHistogram. Values from 0 to 2^40; others count as the nearest of these.
/// Not thread-safe.
final class Histogram {
  private static final int STEPS = 32;
  private static final int DOUBLINGS = 36;

  private final long[] counts = new long[STEPS * DOUBLINGS];
  private long total;
  private long greatest;

  void add(long value) {
    long positive = Math.max(0, value);
    counts[index(positive)]++;
    total++;
    greatest = Math.max(greatest, positive);
  }

  void add(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    greatest = Math.max(greatest, other.greatest);
  }

  long total() {
    return total;
  }

  long greatest() {
    return greatest;
  }

  /// The value that the share `rank` (0..1) of all values does not exceed; 0 when there are none.
  long percentile(double rank) {
    long wanted = Math.max(1, (long) Math.ceil(rank * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Math.min(greatest, highest(i));
      }
    }
    return 0;
  }

  /// 0..63 are themselves; above, the five bits behind the leading one choose the step.
  private static int index(long value) {
    if (value < 2 * STEPS) {
      return (int) value;
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - 5;
    return Math.min(STEPS * DOUBLINGS - 1, shift * STEPS + (int) (value >>> shift));
  }

  private static long highest(int index) {
    if (index < 2 * STEPS) {
      return index;
    }
    int shift = index / STEPS - 1;
    return ((long) (index - shift * STEPS) << shift) + (1L << shift) - 1;
  }
}
