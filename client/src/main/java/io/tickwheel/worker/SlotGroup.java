package io.tickwheel.worker;

import static java.util.Objects.requireNonNull;

import io.tickwheel.message.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The slots of one lane group and the line before them.
///
/// A slot's thread takes one attempt after the other and ends when nothing waits, so that a stream
/// of short attempts costs no thread each. Threads come one by one: a new one, when it takes its
/// first attempt, starts the next if more is waiting. Thus while something waits and a slot is
/// free, a thread is always on its way. Thread-safe.
final class SlotGroup {
  private final LaneGroup config;
  private final Lease lease;
  private final Endings endings;
  private final Window window;
  private final AtomicInteger held = new AtomicInteger();
  private final WaitingLine waiting = new WaitingLine();

  private int threads;
  private boolean starting;
  private long completed;

  /// What the group's surroundings do when an attempt begins and ends. Called on slots' threads.
  interface Endings {
    void begun(long deadlineNanos);

    void ended(HeldAttempt attempt, Outcome outcome);
  }

  SlotGroup(LaneGroup config, Lease lease, Endings endings, long nowNanos) {
    this.config = config;
    this.lease = lease;
    this.endings = endings;
    this.window = new Window(config.slots(), nowNanos);
  }

  LaneGroup config() {
    return config;
  }

  Window window() {
    return window;
  }

  AtomicInteger held() {
    return held;
  }

  synchronized long completed() {
    return completed;
  }

  WorkerStatus.GroupStatus status() {
    return new WorkerStatus.GroupStatus(
        config.name(), config.slots(), window.size(), held.get(), running(), completed());
  }

  long abandonAfterNanos() {
    return config.abandonAfter().toNanos();
  }

  synchronized int running() {
    return threads;
  }

  void offer(HeldAttempt attempt) {
    boolean start;
    synchronized (this) {
      waiting.add(attempt);
      start = reserveThread();
    }
    if (start) {
      startThread();
    }
  }

  /// Takes out everything that waits.
  synchronized List<HeldAttempt> clear() {
    return waiting.clear();
  }

  /// An attempt was given up: its thread does not count any more.
  void abandoned() {
    threadGone();
  }

  /// False when something still runs at `deadlineNanos`.
  synchronized boolean awaitIdle(long deadlineNanos) throws InterruptedException {
    while (threads > 0) {
      long left = deadlineNanos - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }

  private void startThread() {
    config.threads().newThread(this::serve).start();
  }

  private void serve() {
    HeldAttempt next = take(true);
    while (next != null && run(next)) {
      next = take(false);
    }
  }

  /// False when the attempt was abandoned meanwhile: then this thread is not a slot's any more.
  private boolean run(HeldAttempt attempt) {
    long now = System.nanoTime();
    if (!lease.holds(now)) {
      attempt.endWaiting();
      return true;
    }
    if (!attempt.begin(Thread.currentThread(), System.currentTimeMillis(), now)) {
      return true;
    }
    endings.begun(now + attempt.attempt().spec().timeoutMillis() * 1_000_000L);
    var outcome = attempt.end(outcome(attempt));
    if (outcome.isEmpty()) {
      return false;
    }
    endings.ended(attempt, outcome.get());
    return true;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a runner throws is its attempt's failure
  private Outcome outcome(HeldAttempt attempt) {
    try {
      return requireNonNull(
          config.runner().run(attempt.attempt(), attempt), "the runner returned no outcome");
    } catch (Throwable thrown) {
      return Thrown.outcome(thrown);
    }
  }

  /// Null when nothing waits; then the caller's thread ends.
  private @Nullable HeldAttempt take(boolean first) {
    HeldAttempt taken;
    boolean start;
    synchronized (this) {
      if (first) {
        starting = false;
      } else {
        completed++;
      }
      taken = waiting.poll(System.nanoTime());
      if (taken == null) {
        threadGone();
        return null;
      }
      start = reserveThread();
    }
    if (start) {
      startThread();
    }
    return taken;
  }

  private boolean reserveThread() {
    if (waiting.isEmpty() || starting || threads >= config.slots()) {
      return false;
    }
    starting = true;
    threads++;
    return true;
  }

  private void threadGone() {
    boolean start;
    synchronized (this) {
      threads--;
      start = reserveThread();
      notifyAll();
    }
    if (start) {
      startThread();
    }
  }
}
