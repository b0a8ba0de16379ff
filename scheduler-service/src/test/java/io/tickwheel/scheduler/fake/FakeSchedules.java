package io.tickwheel.scheduler.fake;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.partition.Partition;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.core.partition.Turn;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The schedules of all partitions, decided by the real state machine. Its clock is the machine's
/// until it is set. Nothing is due unless time is told to pass.
final class FakeSchedules {
  private final List<Partition> partitions = new ArrayList<>();
  private long setMillis;

  FakeSchedules(int count) {
    for (int i = 0; i < count; i++) {
      partitions.add(
          new Partition(
              i, PartitionLimits.DEFAULT, new Fleet(5_000, Strategy.LEAST_LOAD), () -> 0, now()));
    }
  }

  /// 0 for the machine's clock.
  synchronized void setTime(long millis) {
    setMillis = millis;
  }

  /// Everything that is due by then is decided.
  synchronized void passUntil(long millis) {
    setMillis = millis;
    for (Partition partition : partitions) {
      partition.at(millis, true);
      while (partition.fireDue(millis, 1_000, new Turn()) > 0 || partition.hasUnsettled()) {
        partition.at(millis, true);
      }
    }
  }

  synchronized Reply decide(int partition, ScheduleCommand command) {
    partitions.get(partition).at(now(), true);
    return partitions.get(partition).decide(command, now(), new Turn());
  }

  synchronized List<ScheduleView> list(int partition, ScheduleQuery query) {
    return partitions.get(partition).list(query);
  }

  synchronized Optional<TaskView> task(TaskId task) {
    return partitions.get(task.partition()).view(task);
  }

  private long now() {
    return setMillis == 0 ? System.currentTimeMillis() : setMillis;
  }
}
