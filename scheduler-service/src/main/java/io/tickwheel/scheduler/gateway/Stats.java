package io.tickwheel.scheduler.gateway;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The whole system in figures, as the latest heartbeats tell.
public record Stats(
    long scheduled,
    long queued,
    long running,
    long retrying,
    long dead,
    long oldestQueuedAtMillis,
    SchedulerBeat.Totals totals,
    int partitionsOwned,
    int schedulers,
    int executors,
    long slots,
    long held) {

  public long unfinished() {
    return scheduled + queued + running + retrying;
  }

  /// The share of the executors' slots that is taken, 0 to 1.
  public double utilization() {
    return slots == 0 ? 0 : Math.min(1.0, (double) running / slots);
  }

  public static Stats of(Fleet fleet) {
    List<SchedulerBeat> schedulers = live(fleet.schedulers());
    List<ExecutorBeat> executors = live(fleet.executors());
    var byPartition = new HashMap<Integer, PartitionCounts>();
    schedulers.forEach(
        beat -> beat.partitions().forEach(p -> byPartition.merge(p.partition(), p, Stats::newer)));
    var sum = new Sum(byPartition);
    long slots = 0;
    long held = 0;
    for (ExecutorBeat beat : executors) {
      for (ExecutorBeat.Capacity capacity : beat.capacities()) {
        slots += capacity.slots();
        held += capacity.held();
      }
    }
    return new Stats(
        sum.of(PartitionCounts::scheduled),
        sum.of(PartitionCounts::queued),
        sum.of(PartitionCounts::running),
        sum.of(PartitionCounts::retrying),
        sum.of(PartitionCounts::dead),
        sum.oldest(),
        new SchedulerBeat.Totals(
            sum.of(p -> p.totals().submitted()),
            sum.of(p -> p.totals().dispatched()),
            sum.of(p -> p.totals().succeeded()),
            sum.of(p -> p.totals().failed())),
        byPartition.size(),
        schedulers.size(),
        executors.size(),
        slots,
        held);
  }

  private record Sum(Map<Integer, PartitionCounts> partitions) {
    long of(ToLongFunction<PartitionCounts> figure) {
      return partitions.values().stream().mapToLong(figure).sum();
    }

    long oldest() {
      return partitions.values().stream()
          .mapToLong(PartitionCounts::oldestQueuedAtMillis)
          .filter(at -> at > 0)
          .min()
          .orElse(0);
    }
  }

  private static PartitionCounts newer(PartitionCounts a, PartitionCounts b) {
    return a.epoch() >= b.epoch() ? a : b;
  }

  private static <T> List<T> live(List<Fleet.Heard<T>> heard) {
    return heard.stream().filter(one -> !one.lost()).map(Fleet.Heard::beat).toList();
  }
}
