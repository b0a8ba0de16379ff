package io.tickwheel.scheduler.gateway;

import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import io.tickwheel.model.TaskId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/// Refuses tasks while too many are unfinished.
///
/// What is unfinished is what the owners said in their latest heartbeats, and what this gateway has
/// let in since. Other gateways' tasks are seen with the next heartbeat, so the limit may be
/// exceeded by what they take in within a quarter of a second. Thread-safe, but for
/// [#heard(SchedulerBeat)], which one thread calls.
public final class Admission {
  private final long tasksMax;
  private final ConcurrentMap<Integer, PartitionCounts> latest = new ConcurrentHashMap<>();
  private final AtomicIntegerArray sinceBeat = new AtomicIntegerArray(TaskId.PARTITIONS_MAX);

  /// Unfinished tasks by the latest heartbeats, plus those let in since.
  private final AtomicLong load = new AtomicLong();

  public Admission(long tasksMax) {
    this.tasksMax = tasksMax;
  }

  public long tasksMax() {
    return tasksMax;
  }

  public long unfinished() {
    return load.get();
  }

  /// Counts one more task, or answers false when there is no room. Each true is followed by one
  /// call of [#letIn] or [#notLetIn].
  boolean admit() {
    if (load.incrementAndGet() <= tasksMax) {
      return true;
    }
    load.decrementAndGet();
    return false;
  }

  void letIn(int partition) {
    sinceBeat.incrementAndGet(partition);
  }

  void notLetIn() {
    load.decrementAndGet();
  }

  public void heard(SchedulerBeat beat) {
    for (PartitionCounts counts : beat.partitions()) {
      PartitionCounts before = latest.get(counts.partition());
      if (before == null || before.epoch() <= counts.epoch()) {
        latest.put(counts.partition(), counts);
        long known = before == null ? 0 : before.unfinished();
        load.addAndGet(counts.unfinished() - known - sinceBeat.getAndSet(counts.partition(), 0));
      }
    }
  }
}
