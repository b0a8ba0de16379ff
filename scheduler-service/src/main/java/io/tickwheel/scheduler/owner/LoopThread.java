package io.tickwheel.scheduler.owner;

import io.tickwheel.core.owner.OwnerLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// The one thread that the owner loop lives on. Tasks from any thread run on it in their order;
/// between them the loop gets its turns, and the thread sleeps until the next deadline.
final class LoopThread implements Executor {
  private static final Logger LOG = Logger.getLogger(LoopThread.class);

  /// Tasks between two turns: bounds how late a timer can be under a flood of arrivals.
  private static final int TASKS_PER_TURN = 256;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Clock clock;
  private final Thread thread;
  private final OwnerLoop loop;
  private volatile boolean asleep;
  private volatile boolean stopped;

  LoopThread(OwnerLoop loop, Clock clock, String name) {
    this.loop = loop;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /// Ends after the task at hand; what is queued is dropped.
  void stop() throws InterruptedException {
    stopped = true;
    LockSupport.unpark(thread);
    thread.join();
  }

  private void run() {
    while (!stopped) {
      runTasks();
      long next = loop.turn(clock.millis(), Steady.millis());
      sleepUntil(next);
    }
  }

  private void runTasks() {
    for (int i = 0; i < TASKS_PER_TURN; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a task of the owner loop failed; the loop goes on", e);
      }
    }
  }

  private void sleepUntil(long nextMillis) {
    asleep = true;
    try {
      long nanos = nanosUntil(nextMillis);
      if (nanos > 0 && tasks.isEmpty() && !stopped) {
        LockSupport.parkNanos(this, nanos);
      }
    } finally {
      asleep = false;
    }
  }

  private long nanosUntil(long millis) {
    return millis == 0
        ? 0
        : Duration.between(clock.instant(), Instant.ofEpochMilli(millis)).toNanos();
  }
}
