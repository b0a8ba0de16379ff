package io.tickwheel.scheduler.source;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.partition.Partition;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.core.partition.Turn;
import io.tickwheel.message.Command;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import io.tickwheel.scheduler.gateway.NoOwnerException;
import io.tickwheel.scheduler.gateway.Owners;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// Owners of four partitions that decide at once, with the real state machine of schedules and
/// nobody to run anything. Counts what it is asked.
final class Deciders implements Owners {
  private static final int PARTITIONS = 4;

  private final List<Partition> partitions = new ArrayList<>();
  private int wishes;
  private int lists;
  private boolean silent;

  Deciders() {
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(
          new Partition(
              i,
              PartitionLimits.DEFAULT,
              new Fleet(5_000, Strategy.LEAST_LOAD),
              () -> 0,
              System.currentTimeMillis()));
    }
  }

  ScheduleGateway gateway() {
    return new ScheduleGateway(this);
  }

  /// All schedules by id.
  Map<String, ScheduleView> schedules() {
    var all = new TreeMap<String, ScheduleView>();
    for (int i = 0; i < PARTITIONS; i++) {
      list(i, new ScheduleQuery("", false, 1_000))
          .join()
          .forEach(view -> all.put(view.id().text(), view));
    }
    return all;
  }

  synchronized void setSilent(boolean silent) {
    this.silent = silent;
  }

  synchronized int wishes() {
    return wishes;
  }

  synchronized int lists() {
    return lists;
  }

  /// Until something is asked after which `condition` holds.
  synchronized void await(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("there are " + schedules().keySet());
      }
      try {
        wait(Math.min(left, 100));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public int partitions() {
    return PARTITIONS;
  }

  @Override
  public synchronized CompletableFuture<Reply> ask(int partition, Command command) {
    wishes++;
    notifyAll();
    if (silent) {
      return failedFuture(
          new NoOwnerException(NoOwnerException.Fate.UNKNOWN, "No owner is there."));
    }
    long now = System.currentTimeMillis();
    Partition decider = partitions.get(partition);
    decider.at(now, true);
    return completedFuture(decider.decide((ScheduleCommand) command, now, new Turn()));
  }

  @Override
  public synchronized CompletableFuture<List<ScheduleView>> list(
      int partition, ScheduleQuery query) {
    lists++;
    return silent
        ? failedFuture(new NoOwnerException(NoOwnerException.Fate.UNKNOWN, "No owner is there."))
        : completedFuture(partitions.get(partition).list(query));
  }

  @Override
  public CompletableFuture<Optional<TaskView>> look(TaskId task, Duration wait) {
    throw new UnsupportedOperationException("no test looks at a task");
  }
}
