package io.tickwheel.jetstream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Collects what callbacks bring, for a test to wait for.
final class Received<T> {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final List<T> items = new ArrayList<>();

  synchronized void add(T item) {
    items.add(item);
    notifyAll();
  }

  synchronized int size() {
    return items.size();
  }

  /// All so far, once there are `count`; what there is when that does not happen in time.
  synchronized List<T> await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (items.size() < count) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMillis <= 0) {
        break;
      }
      wait(leftMillis);
    }
    return List.copyOf(items);
  }
}
