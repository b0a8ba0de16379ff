package io.tickwheel.executor.load;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/// Lets process attempts start while those that run stay within their limits. One may always run:
/// whatever it uses, waiting for it to use less would be waiting for nothing. Thread-safe.
public final class LoadGate {
  private final Limits limits;
  private final IntSupplier running;
  private Usage usage = Usage.NONE;

  /// `running` counts the processes that run now.
  public LoadGate(Limits limits, IntSupplier running) {
    this.limits = limits;
    this.running = running;
  }

  /// News, about once a second.
  public synchronized void update(Usage now) {
    usage = now;
    notifyAll();
  }

  /// One that ran has ended.
  public synchronized void ended() {
    notifyAll();
  }

  public synchronized Usage usage() {
    return usage;
  }

  /// Waits for room, `patience` at most; empty when there is room or a stop was asked for, else why
  /// there is none.
  public Optional<String> await(CompletableFuture<?> stop, Duration patience) {
    var _ = stop.thenRun(this::ended);
    long until = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      Optional<String> objection = objection();
      while (objection.isPresent() && !stop.isDone()) {
        long leftMillis = (until - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          return objection;
        }
        try {
          wait(leftMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return objection;
        }
        objection = objection();
      }
      return Optional.empty();
    }
  }

  private Optional<String> objection() {
    if (running.getAsInt() == 0) {
      return Optional.empty();
    }
    long percent = Math.round(usage.cpu() * 100);
    if (percent > limits.maxCpuPercent()) {
      return Optional.of(
          "attempts use %d %% of the processors, more than MAX_CPU = %d"
              .formatted(percent, limits.maxCpuPercent()));
    }
    if (usage.memoryBytes() > limits.maxMemoryBytes()) {
      return Optional.of(
          "attempts use %d bytes of memory, more than MAX_MEMORY = %d"
              .formatted(usage.memoryBytes(), limits.maxMemoryBytes()));
    }
    return Optional.empty();
  }
}
