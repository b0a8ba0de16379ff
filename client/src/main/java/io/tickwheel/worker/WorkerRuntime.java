package io.tickwheel.worker;

import io.tickwheel.jetstream.NatsLink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs attempts for the owners of partitions, from the first heartbeat to the last.
///
/// It joins as soon as NATS can be reached. When no heartbeat has reached NATS for longer than the
/// lease (NATS away, or this process paused), it stops its work, which owners then give to others,
/// and joins again under a new incarnation. Thread-safe.
public final class WorkerRuntime implements AutoCloseable {
  private static final Logger LOG = System.getLogger(WorkerRuntime.class.getName());
  private static final Duration DRAIN_ON_CLOSE = Duration.ofSeconds(5);
  private static final Duration FLUSH_AT_MOST = Duration.ofSeconds(5);

  private final WorkerConfig config;
  private final OwnerLink link;
  private final Watch watch = new Watch();
  private final Heart heart;
  private final Object drainLock = new Object();
  private volatile boolean draining;
  private boolean answered;

  /// Starts at once, and joins when NATS answers. The link stays the caller's to close, after this.
  public static WorkerRuntime start(NatsLink link, WorkerConfig config) {
    return new WorkerRuntime(config, new NatsOwnerLink(link));
  }

  WorkerRuntime(WorkerConfig config, OwnerLink link) {
    this.config = config;
    this.link = link;
    this.heart = new Heart(config, link, watch);
    watch.start();
    heart.start();
  }

  public WorkerStatus status() {
    Life life = heart.joined();
    return life == null
        ? new WorkerStatus(Optional.empty(), draining, List.of())
        : new WorkerStatus(
            Optional.of(life.incarnation()),
            draining,
            life.groups().stream().map(SlotGroup::status).toList());
  }

  /// Takes nothing new, hands back what waits, lets what runs end until `patience` is over,
  /// interrupts the rest, sends all results and leaves. True when every result was acknowledged.
  /// Only the first call does it; a later one waits for it.
  public boolean drain(Duration patience) throws InterruptedException {
    synchronized (drainLock) {
      if (!draining) {
        draining = true;
        answered = handOver(System.nanoTime() + patience.toNanos());
        heart.stop(answered);
        watch.close();
        link.close();
      }
      return answered;
    }
  }

  /// [#drain] with a short patience.
  @Override
  public void close() {
    try {
      drain(DRAIN_ON_CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean handOver(long deadlineNanos) throws InterruptedException {
    heart.drain();
    Life life = heart.life();
    if (life == null) {
      return true;
    }
    life.refuseAll();
    if (!life.awaitIdle(deadlineNanos)) {
      life.stopRunning(Stop.DRAINED);
      life.awaitIdle(System.nanoTime() + longestAbandonNanos() + FLUSH_AT_MOST.toNanos());
    }
    boolean allAnswered = life.awaitAnswered(System.nanoTime() + FLUSH_AT_MOST.toNanos());
    if (!allAnswered) {
      LOG.log(
          Level.WARNING,
          "executor {0} leaves with unacknowledged results; their attempts will run again",
          life.incarnation());
    }
    return allAnswered;
  }

  private long longestAbandonNanos() {
    return config.groups().stream()
        .mapToLong(group -> group.abandonAfter().toNanos())
        .max()
        .orElse(0);
  }
}
