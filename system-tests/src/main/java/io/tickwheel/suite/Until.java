package io.tickwheel.suite;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for conditions, never for times.
public final class Until {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private Until() {}

  /// Whether `condition` came to hold within `patience`.
  public static boolean holds(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  /// Throws when `condition` does not hold within `patience`; `what` finishes the sentence.
  public static void require(Duration patience, String what, BooleanSupplier condition) {
    if (!holds(patience, condition)) {
      throw new AssertionError("not within " + patience.toSeconds() + " s: " + what);
    }
  }
}
