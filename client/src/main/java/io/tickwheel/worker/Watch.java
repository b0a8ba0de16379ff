package io.tickwheel.worker;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Looks after time on a thread of its own: attempts over their time, attempts that do not stop,
/// and the lease. Sleeps until the earliest of these.
final class Watch implements AutoCloseable {
  private static final long NOTHING_NANOS = 3_600_000_000_000L;

  private final Thread thread;
  private volatile @Nullable Life life;
  private volatile long wakeNanos = System.nanoTime();
  private volatile boolean closing;

  Watch() {
    thread = Thread.ofPlatform().daemon().name("tickwheel-watch").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  void watchOver(Life next) {
    life = next;
    LockSupport.unpark(thread);
  }

  /// Somebody must look at `nanos` at the latest. Cheap when the watch wakes before that anyway.
  void wakeAt(long nanos) {
    if (nanos - wakeNanos < 0) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
  }

  private void watch() {
    while (!closing) {
      // Far away while looking: a deadline set meanwhile is nearer, so its wake-up is not lost.
      wakeNanos = System.nanoTime() + NOTHING_NANOS;
      long nanos = look(System.nanoTime());
      wakeNanos = System.nanoTime() + nanos;
      LockSupport.parkNanos(this, nanos);
    }
  }

  private long look(long now) {
    Life watched = life;
    if (watched == null) {
      return NOTHING_NANOS;
    }
    if (!watched.lease().holds(now)) {
      watched.lapse();
    }
    long untilLapse =
        watched.hasLapsed() ? NOTHING_NANOS : watched.lease().validUntilNanos() - now + 1;
    return Math.min(untilLapse, Math.min(NOTHING_NANOS, watched.checkTimes(now)));
  }
}
