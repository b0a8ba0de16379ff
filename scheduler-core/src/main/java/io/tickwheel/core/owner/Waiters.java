package io.tickwheel.core.owner;

import io.tickwheel.model.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Queries that wait for a task's end. Memory only and bounded: who gets no answer asks again.
final class Waiters {
  private static final int COUNT_MAX = 100_000;

  record Waiter(TaskId task, Object token, long untilMillis) {}

  private final Map<TaskId, List<Waiter>> byTask = new HashMap<>();
  private final Deque<Waiter> byTime = new ArrayDeque<>();

  /// False when there are too many already.
  boolean add(Waiter waiter) {
    if (byTime.size() >= COUNT_MAX) {
      return false;
    }
    byTask.computeIfAbsent(waiter.task(), id -> new ArrayList<>(1)).add(waiter);
    byTime.add(waiter);
    return true;
  }

  List<Waiter> finished(TaskId task) {
    List<Waiter> waiters = byTask.remove(task);
    return waiters == null ? List.of() : waiters;
  }

  /// Those who have waited long enough. Waits are not sorted by length, so one may end a little
  /// late.
  List<Waiter> over(long nowMillis) {
    List<Waiter> over = new ArrayList<>();
    while (!byTime.isEmpty() && byTime.element().untilMillis() <= nowMillis) {
      Waiter waiter = byTime.remove();
      List<Waiter> waiting = byTask.get(waiter.task());
      if (waiting != null && waiting.remove(waiter)) {
        over.add(waiter);
        if (waiting.isEmpty()) {
          byTask.remove(waiter.task());
        }
      }
    }
    return over;
  }

  long nextEndMillis() {
    return byTime.isEmpty() ? Long.MAX_VALUE : byTime.element().untilMillis();
  }
}
