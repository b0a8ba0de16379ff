package io.tickwheel.scheduler.owner;

import java.util.concurrent.TimeUnit;

/// Time that nobody sets. Its beginning does not matter.
final class Steady {
  private Steady() {}

  static long millis() {
    return millis(System.nanoTime());
  }

  static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
