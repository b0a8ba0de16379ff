package io.tickwheel.scheduler.owner;

import io.tickwheel.core.owner.OwnerLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// The one thread that the owner loop lives on. Tasks from any thread run on it in their order;
/// between them the loop gets its turns, and the thread sleeps until the next deadline.
///
/// A task that fails is logged and the loop goes on: what belongs to a partition lets go of it by
/// itself. A turn that fails, or an Error, leaves a loop that nobody can vouch for: that is logged,
/// the thread ends, and `died` is run.
final class LoopThread implements Executor {
  private static final Logger LOG = Logger.getLogger(LoopThread.class);

  /// Tasks between two turns: bounds how late a timer can be under a flood of arrivals.
  private static final int TASKS_PER_TURN = 256;

  /// The loop turns four times a second at least, and a turn is short: this is a standstill.
  private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Clock clock;
  private final Thread thread;
  private final OwnerLoop loop;
  private volatile boolean asleep;
  private final Runnable died;
  private volatile boolean stopped;
  private volatile long turnedAtNanos = System.nanoTime();

  LoopThread(OwnerLoop loop, Clock clock, String name, Runnable died) {
    this.loop = loop;
    this.clock = clock;
    this.died = died;
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

  /// Whether the thread lives and the loop had a turn lately.
  boolean isTurning() {
    return thread.isAlive() && System.nanoTime() - turnedAtNanos < STANDSTILL_NANOS;
  }

  /// Ends after the task at hand; what is queued is dropped.
  void stop() throws InterruptedException {
    stopped = true;
    LockSupport.unpark(thread);
    thread.join();
  }

  @SuppressWarnings("CatchingUnchecked") // an Error must not end the thread unheard
  private void run() {
    try {
      while (!stopped) {
        runTasks();
        long next = loop.turn(clock.millis(), Steady.millis());
        turnedAtNanos = System.nanoTime();
        sleepUntil(next);
      }
    } catch (Throwable e) {
      LOG.fatal("the owner loop died; its partitions are free for others by the fence", e);
      died.run();
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
