package io.tickwheel.monitor.live;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import io.tickwheel.model.Incarnation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Executors and schedulers by their signs of life. One that is not heard from for the lease is
/// lost; it is forgotten a minute later, at once when it said goodbye. Thread-safe.
public final class Fleet {
  public static final long LEASE_MILLIS = 5_000;
  private static final long FORGET_MILLIS = 60_000;

  private final LongSupplier clockMillis;
  private final Map<Incarnation, Heard<ExecutorBeat>> executors = new HashMap<>();
  private final Map<String, Heard<SchedulerBeat>> schedulers = new HashMap<>();

  /// The clock only grows; its beginning does not matter.
  public Fleet(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
  }

  /// A sign of life and how long ago it came.
  public record Heard<T>(T beat, long atMillis, long agoMillis) {
    public boolean isLost() {
      return agoMillis > LEASE_MILLIS;
    }
  }

  public synchronized void heard(ExecutorBeat beat) {
    if (beat.leaving()) {
      executors.remove(beat.incarnation());
    } else {
      executors.put(beat.incarnation(), new Heard<>(beat, clockMillis.getAsLong(), 0));
    }
  }

  public synchronized void heard(SchedulerBeat beat) {
    if (beat.leaving() && beat.partitions().isEmpty()) {
      schedulers.remove(beat.instance());
    } else {
      schedulers.put(beat.instance(), new Heard<>(beat, clockMillis.getAsLong(), 0));
    }
  }

  /// By name.
  public synchronized List<Heard<ExecutorBeat>> executors() {
    return current(executors, Comparator.comparing(ExecutorBeat::name));
  }

  /// By name.
  public synchronized List<Heard<SchedulerBeat>> schedulers() {
    return current(schedulers, Comparator.comparing(SchedulerBeat::instance));
  }

  private <K, T> List<Heard<T>> current(Map<K, Heard<T>> beats, Comparator<T> order) {
    long now = clockMillis.getAsLong();
    beats.values().removeIf(heard -> now - heard.atMillis() > FORGET_MILLIS);
    return beats.values().stream()
        .map(heard -> new Heard<>(heard.beat(), heard.atMillis(), now - heard.atMillis()))
        .sorted(Comparator.comparing(Heard::beat, order))
        .toList();
  }

  /// Each partition as its newest owner tells it.
  public Map<Integer, PartitionCounts> partitions() {
    var partitions = new HashMap<Integer, PartitionCounts>();
    for (Heard<SchedulerBeat> scheduler : schedulers()) {
      if (!scheduler.isLost()) {
        for (PartitionCounts counts : scheduler.beat().partitions()) {
          partitions.merge(counts.partition(), counts, (a, b) -> a.epoch() >= b.epoch() ? a : b);
        }
      }
    }
    return partitions;
  }
}
