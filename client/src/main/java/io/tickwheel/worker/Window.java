package io.tickwheel.worker;

/// How many attempts a group asks owners to keep with it: enough to run on while the next ones are
/// on their way. Twice the slots, plus what is completed in 50 ms at the present rate.
///
/// One thread updates; any thread reads.
final class Window {
  private static final double ROUND_TRIP_SECONDS = 0.05;

  /// A burst's rate is remembered over a short lull: it falls by at most this factor per update.
  private static final double DECAY = 0.7;

  /// Owners act on the window they last heard of, and two may fill it at once.
  private static final int OVERSHOOT = 2;

  private final int slots;
  private double ratePerSecond;
  private long completedBefore;
  private long updatedNanos;
  private volatile int size;
  private volatile int limit;

  Window(int slots, long nowNanos) {
    this.slots = slots;
    this.updatedNanos = nowNanos;
    this.size = 2 * slots;
    this.limit = OVERSHOOT * size;
  }

  int size() {
    return size;
  }

  /// More than this is refused.
  int limit() {
    return limit;
  }

  /// What [#update] would set now.
  int proposal(long completed, long nowNanos) {
    return sizeAt(rate(completed, nowNanos));
  }

  void update(long completed, long nowNanos) {
    ratePerSecond = rate(completed, nowNanos);
    completedBefore = completed;
    updatedNanos = nowNanos;
    int before = size;
    size = sizeAt(ratePerSecond);
    limit = OVERSHOOT * Math.max(before, size);
  }

  private double rate(long completed, long nowNanos) {
    double seconds = Math.max(1e-3, (nowNanos - updatedNanos) / 1e9);
    return Math.max((completed - completedBefore) / seconds, ratePerSecond * DECAY);
  }

  private int sizeAt(double rate) {
    return (int) (2L * slots + Math.round(rate * ROUND_TRIP_SECONDS));
  }
}
