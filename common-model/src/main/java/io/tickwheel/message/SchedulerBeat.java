package io.tickwheel.message;

import io.tickwheel.model.Incarnation;
import java.util.List;

/// A scheduler's sign of life, every 250 ms: what it owns and how much waits there. `incarnation`
// is
/// new at every start, and [Incarnation#NONE] from versions that did not tell it.
public record SchedulerBeat(
    String instance,
    List<PartitionCounts> partitions,
    boolean leaving,
    long sentAtMillis,
    String url,
    long startedAtMillis,
    boolean clockOff,
    Incarnation incarnation) {
  public SchedulerBeat {
    partitions = List.copyOf(partitions);
  }

  /// Counts of tasks by state now, and totals since this owner took the partition.
  public record PartitionCounts(
      int partition,
      long epoch,
      long scheduled,
      long queued,
      long running,
      long retrying,
      long dead,
      long oldestQueuedAtMillis,
      Totals totals) {
    public long unfinished() {
      return scheduled + queued + running + retrying;
    }
  }

  public record Totals(long submitted, long dispatched, long succeeded, long failed) {}
}
