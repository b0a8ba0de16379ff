package io.tickwheel.scheduler.gateway;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.model.Incarnation;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Who is there: the latest heartbeats of schedulers and executors. Thread-safe.
public final class Fleet {
  /// Silent for longer, an executor is lost; the same lease counts for a scheduler's partitions.
  private static final long LEASE_MILLIS = 5_000;

  /// The silent are shown as lost for a while, so that people see what happened.
  private static final long FORGET_MILLIS = 60_000;

  private final InstantSource clock;
  private final ConcurrentMap<String, Heard<SchedulerBeat>> schedulers = new ConcurrentHashMap<>();
  private final ConcurrentMap<Incarnation, Heard<ExecutorBeat>> executors =
      new ConcurrentHashMap<>();

  public Fleet(InstantSource clock) {
    this.clock = clock;
  }

  /// A heartbeat, when it came, and whether its sender has been silent for too long since.
  public record Heard<T>(T beat, long atMillis, boolean lost) {}

  public void heard(SchedulerBeat beat) {
    if (schedulers.put(beat.instance(), new Heard<>(beat, clock.millis(), false)) == null) {
      forget(schedulers);
    }
  }

  public void heard(ExecutorBeat beat) {
    if (executors.put(beat.incarnation(), new Heard<>(beat, clock.millis(), false)) == null) {
      forget(executors);
    }
  }

  public List<Heard<SchedulerBeat>> schedulers() {
    forget(schedulers);
    return schedulers.values().stream()
        .map(this::judged)
        .sorted(Comparator.comparing(heard -> heard.beat().instance()))
        .toList();
  }

  public List<Heard<ExecutorBeat>> executors() {
    forget(executors);
    return executors.values().stream()
        .map(this::judged)
        .sorted(Comparator.comparing(heard -> heard.beat().name() + heard.beat().incarnation()))
        .toList();
  }

  /// Drops those who are gone. Called whenever someone new comes, so that nothing gathers unread.
  private <K, T> void forget(ConcurrentMap<K, Heard<T>> heard) {
    long oldest = clock.millis() - FORGET_MILLIS;
    heard.values().removeIf(one -> one.atMillis < oldest);
  }

  private <T> Heard<T> judged(Heard<T> heard) {
    return new Heard<>(heard.beat, heard.atMillis, clock.millis() - heard.atMillis > LEASE_MILLIS);
  }
}
