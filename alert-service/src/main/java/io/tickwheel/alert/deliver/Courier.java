package io.tickwheel.alert.deliver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Sees that what is due gets delivered. One thread looks for channels with something due and
/// starts a round for each; so channels do not wait for each other, and within a channel one
/// delivery follows the other. A channel whose round broke off is left alone for a while.
public final class Courier implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Courier.class);

  /// Nothing is missed by looking more often; this bounds what a missed wake-up could cost.
  private static final long LOOK_MILLIS_MAX = 30_000;

  private static final long AFTER_TROUBLE_MILLIS = 1_000;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final DeliveryRound round;
  private final DueDeliveries due;
  private final InstantSource clock;
  private final ExecutorService rounds = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<String> busy = new HashSet<>();
  private final Pauses pauses = new Pauses();
  private boolean woken;
  private volatile boolean stopped;

  public Courier(DueDeliveries due, DeliveryRound round, InstantSource clock) {
    this.due = due;
    this.round = round;
    this.clock = clock;
  }

  public void start() {
    var _ = Thread.ofVirtual().name("courier").start(this::run);
  }

  /// Something new may be due.
  public void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits a little for deliveries that are under way, then breaks them off: they are sent again
  /// after the next start.
  @Override
  public void close() {
    stopped = true;
    wake();
    rounds.shutdown();
    try {
      if (!rounds.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        rounds.shutdownNow();
        var _ = rounds.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      rounds.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        await(startRounds());
      } catch (RuntimeException e) {
        LOG.error("deliveries cannot be looked up; trying again in a second", e);
        await(AFTER_TROUBLE_MILLIS);
      }
    }
  }

  /// Returns for how long nothing else is due.
  private long startRounds() {
    long now = clock.millis();
    var found = due.at(now);
    for (String channel : found.channels()) {
      if (take(channel, now)) {
        start(channel);
      }
    }
    long next = Math.min(orNever(found.nextAtMillis()), orNever(nextEndOfPause(now)));
    return Math.min(LOOK_MILLIS_MAX, next - now);
  }

  private static long orNever(OptionalLong time) {
    return time.orElse(Long.MAX_VALUE);
  }

  private void start(String channel) {
    var _ =
        rounds.submit(
            () -> {
              try {
                round.run(channel, () -> stopped);
                release(channel);
              } catch (RuntimeException e) {
                long pause = releaseForAWhile(channel);
                LOG.errorf(
                    e,
                    "channel %s: a round of deliveries broke off; the next one in %d ms",
                    channel,
                    pause);
              }
            });
  }

  private boolean take(String channel, long now) {
    lock.lock();
    try {
      return !stopped && pauses.mayStart(channel, now) && busy.add(channel);
    } finally {
      lock.unlock();
    }
  }

  private void release(String channel) {
    lock.lock();
    try {
      busy.remove(channel);
      pauses.wentWell(channel);
    } finally {
      lock.unlock();
    }
    wake();
  }

  /// Returns for how long.
  private long releaseForAWhile(String channel) {
    lock.lock();
    try {
      busy.remove(channel);
      long pause = pauses.brokeOff(channel, clock.millis());
      wake();
      return pause;
    } finally {
      lock.unlock();
    }
  }

  private OptionalLong nextEndOfPause(long now) {
    lock.lock();
    try {
      return pauses.nextEndMillis(now);
    } finally {
      lock.unlock();
    }
  }

  private void await(long millis) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(Math.max(1, millis));
      while (!woken && !stopped && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
    } catch (InterruptedException e) {
      stopped = true;
    } finally {
      lock.unlock();
    }
  }
}
