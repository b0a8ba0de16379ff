package io.tickwheel.worker;

/// The right to run attempts: valid for a while after the sending of each beat that reached NATS,
/// by the monotonic clock. Once run out it stays so, whatever arrives later: after a pause of the
/// whole process the first look at the clock tells. Thread-safe.
final class Lease {
  private final long lengthNanos;
  private volatile long validUntilNanos;

  Lease(long lengthNanos, long nowNanos) {
    this.lengthNanos = lengthNanos;
    this.validUntilNanos = nowNanos + lengthNanos;
  }

  boolean holds(long nowNanos) {
    return nowNanos - validUntilNanos <= 0;
  }

  /// A beat sent at `sentNanos` has arrived. Called by one thread only.
  void renew(long sentNanos) {
    if (holds(sentNanos)) {
      validUntilNanos = sentNanos + lengthNanos;
    }
  }

  long validUntilNanos() {
    return validUntilNanos;
  }
}
