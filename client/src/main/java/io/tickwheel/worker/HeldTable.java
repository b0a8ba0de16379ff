package io.tickwheel.worker;

import io.tickwheel.model.AttemptId;
import io.tickwheel.model.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an incarnation holds: of each task the newest attempt, until its result is stored; and how
/// far its results are stored. Thread-safe.
final class HeldTable {
  private final ConcurrentHashMap<TaskId, Holding> newest = new ConcurrentHashMap<>();

  /// Attempts that were replaced while they ran. Nobody asks for them, but they occupy slots.
  private final Set<HeldAttempt> stragglers = ConcurrentHashMap.newKeySet();

  private final AtomicLongArray resultPositions = new AtomicLongArray(TaskId.PARTITIONS_MAX);

  @Nullable Holding get(TaskId task) {
    return newest.get(task);
  }

  void put(Holding holding) {
    newest.put(holding.id().task(), holding);
    if (holding instanceof HeldAttempt attempt) {
      attempt.group().held().incrementAndGet();
    }
  }

  /// A newer attempt of its task is about to take its place.
  void replace(Holding older) {
    release(older);
    if (older instanceof HeldAttempt attempt) {
      stragglers.add(attempt);
    }
  }

  /// The result is stored at `sequence` of COMMANDS.
  void acknowledged(Holding holding, long sequence) {
    resultPositions.accumulateAndGet(holding.id().task().partition(), sequence, Math::max);
    release(holding);
  }

  /// Every attempt that may be running.
  void forEachAttempt(Consumer<HeldAttempt> action) {
    for (Holding holding : newest.values()) {
      if (holding instanceof HeldAttempt attempt) {
        action.accept(attempt);
      }
    }
    if (!stragglers.isEmpty()) {
      stragglers.removeIf(HeldAttempt::hasEnded);
      stragglers.forEach(action);
    }
  }

  /// What is held, and then the positions: a result that is acknowledged in between is told twice,
  /// which is harmless. The other way round its attempt would seem lost.
  Told told() {
    var held = new ArrayList<AttemptId>(newest.size());
    newest.values().forEach(holding -> held.add(holding.id()));
    var positions = new HashMap<Integer, Long>();
    for (int partition = 0; partition < resultPositions.length(); partition++) {
      long position = resultPositions.get(partition);
      if (position > 0) {
        positions.put(partition, position);
      }
    }
    return new Told(held, positions);
  }

  record Told(List<AttemptId> held, Map<Integer, Long> resultPositions) {}

  /// Waits until nothing is held; false when `deadlineNanos` or `givenUp` comes first.
  synchronized boolean awaitEmpty(long deadlineNanos, BooleanSupplier givenUp)
      throws InterruptedException {
    while (!newest.isEmpty() && !givenUp.getAsBoolean()) {
      long left = deadlineNanos - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return !givenUp.getAsBoolean();
  }

  synchronized void wakeWaiters() {
    notifyAll();
  }

  private void release(Holding holding) {
    if (!newest.remove(holding.id().task(), holding)) {
      return;
    }
    if (holding instanceof HeldAttempt attempt) {
      attempt.group().held().decrementAndGet();
    }
    if (newest.isEmpty()) {
      wakeWaiters();
    }
  }
}
