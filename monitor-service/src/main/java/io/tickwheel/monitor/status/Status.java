package io.tickwheel.monitor.status;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.feed.Follower;
import io.tickwheel.monitor.live.Fleet.Heard;
import io.tickwheel.monitor.live.MachineLoad;
import io.tickwheel.monitor.live.RecentWindow.Figures;
import io.tickwheel.monitor.store.JournalPosition;
import io.tickwheel.monitor.store.Totals;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How things stand at one moment.
public record Status(
    long atMillis,
    Totals totals,
    JournalPosition position,
    long setAside,
    Follower.Progress progress,
    Figures figures,
    MachineLoad machine,
    List<Heard<ExecutorBeat>> executors,
    List<Heard<SchedulerBeat>> schedulers,
    Map<Integer, PartitionCounts> partitions) {
  public Status {
    executors = List.copyOf(executors);
    schedulers = List.copyOf(schedulers);
    partitions = Map.copyOf(partitions);
  }

  /// Tasks by state: unfinished ones as their owners count them, when owners are heard of; finished
  /// ones as the history does, which knows all that ever were.
  public Map<TaskState, Long> tasks() {
    var tasks = new EnumMap<TaskState, Long>(TaskState.class);
    for (TaskState state : TaskState.values()) {
      tasks.put(state, totals.of(state));
    }
    if (!partitions.isEmpty()) {
      for (TaskState state : TaskState.values()) {
        if (!state.isFinal()) {
          tasks.put(state, 0L);
        }
      }
      for (PartitionCounts counts : partitions.values()) {
        tasks.merge(TaskState.SCHEDULED, counts.scheduled(), Long::sum);
        tasks.merge(TaskState.QUEUED, counts.queued(), Long::sum);
        tasks.merge(TaskState.RUNNING, counts.running(), Long::sum);
        tasks.merge(TaskState.RETRYING, counts.retrying(), Long::sum);
      }
    }
    return tasks;
  }

  /// How long the oldest queued task has waited for an executor; 0 when none waits.
  public long oldestQueuedMillis() {
    return partitions.values().stream()
        .mapToLong(PartitionCounts::oldestQueuedAtMillis)
        .filter(since -> since > 0)
        .map(since -> Math.max(0, atMillis - since))
        .max()
        .orElse(0);
  }

  public int slots() {
    return executors.stream()
        .flatMap(executor -> executor.beat().capacities().stream())
        .mapToInt(ExecutorBeat.Capacity::slots)
        .sum();
  }

  public int held() {
    return executors.stream()
        .flatMap(executor -> executor.beat().capacities().stream())
        .mapToInt(ExecutorBeat.Capacity::held)
        .sum();
  }
}
