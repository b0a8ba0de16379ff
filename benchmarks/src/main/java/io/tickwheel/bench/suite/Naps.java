package io.tickwheel.bench.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A thread that sleeps for a millisecond, again and again, and notes how late it woke: what this
/// machine does to any timer while the load is on.
final class Naps implements AutoCloseable {
  private static final long NAP_NANOS = 1_000_000;

  private final List<Double> lateMillis = new ArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("naps").unstarted(this::nap);
  private volatile boolean over;

  private Naps() {}

  static Naps start() {
    var naps = new Naps();
    naps.thread.start();
    return naps;
  }

  /// Sorted; ends the naps.
  double[] lateness() throws InterruptedException {
    over = true;
    thread.join();
    return lateMillis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  @Override
  public void close() {
    over = true;
  }

  private void nap() {
    while (!over) {
      long begin = System.nanoTime();
      LockSupport.parkNanos(NAP_NANOS);
      lateMillis.add((System.nanoTime() - begin - NAP_NANOS) / 1e6);
    }
  }
}
