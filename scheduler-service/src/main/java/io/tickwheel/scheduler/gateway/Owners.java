package io.tickwheel.scheduler.gateway;

import io.tickwheel.message.Command;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The owners of all partitions, wherever they run. Thread-safe; futures complete on any thread,
/// and fail with [NoOwnerException] when no answer came.
public interface Owners {
  /// The number of partitions, 0 as long as it is not known.
  int partitions();

  /// The owner's answer, given when its decision is durable.
  CompletableFuture<Reply> ask(int partition, Command command);

  /// The task as its owner has it, empty when it does not hold it. With a `wait`, when the task is
  /// final or the time is over.
  CompletableFuture<Optional<TaskView>> look(TaskId task, Duration wait);

  /// Schedules of one partition.
  CompletableFuture<List<ScheduleView>> list(int partition, ScheduleQuery query);
}
