package io.tickwheel.system;

import io.tickwheel.model.TaskId;
import io.tickwheel.worker.TaskContext;
import io.tickwheel.worker.TaskHandler;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Every run of every task that this JVM's worker, or a sink, has seen.
public final class Runs {
  static final String TYPE = "tick";

  private final Map<TaskId, List<Run>> runs = new ConcurrentHashMap<>();

  /// A task that knows when it is due.
  public record Tick(long dueMillis) {}

  record Run(TaskId task, int attempt, long dueMillis, long atMillis) {
    long lateMillis() {
      return atMillis - dueMillis;
    }
  }

  @TaskHandler(TYPE)
  public void run(Tick tick, TaskContext context) {
    long now = System.currentTimeMillis();
    add(new Run(context.id(), context.attempt(), tick.dueMillis(), now));
  }

  void add(Run run) {
    runs.computeIfAbsent(run.task(), _ -> new CopyOnWriteArrayList<>()).add(run);
  }

  boolean has(TaskId task) {
    return runs.containsKey(task);
  }

  List<Run> of(TaskId task) {
    return runs.getOrDefault(task, List.of());
  }

  boolean haveAll(Collection<TaskId> tasks) {
    return runs.keySet().containsAll(tasks);
  }

  Stream<Run> all() {
    return runs.values().stream().flatMap(List::stream);
  }

  Stream<Run> early() {
    return all().filter(run -> run.lateMillis() < 0);
  }

  /// Runs of tasks that ran more than once.
  Stream<List<Run>> repeated() {
    return runs.values().stream().filter(list -> list.size() > 1);
  }
}
