package io.tickwheel.monitor.filter;

import io.tickwheel.model.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a task must be, all of it; empty takes every task.
public record Filter(List<Condition> conditions) {
  public static final Filter ALL = new Filter(List.of());

  /// Tasks that used up their attempts, and lost ones, until someone retries or discards them.
  public static final Filter DEAD_LETTERS =
      new Filter(
          List.of(
              new Condition.StateIn(Set.of(TaskState.DEAD, TaskState.LOST)), new Condition.Kept()));

  public Filter {
    conditions = List.copyOf(conditions);
  }

  public Filter and(Condition condition) {
    var all = new ArrayList<>(conditions);
    all.add(condition);
    return new Filter(all);
  }

  public Filter and(Filter other) {
    var all = new ArrayList<>(conditions);
    all.addAll(other.conditions);
    return new Filter(all);
  }

  /// Some condition speaks of the task's state.
  public boolean namesState() {
    return conditions.stream().anyMatch(Filter::namesState);
  }

  /// The condition on the task's type, if there is one that is not turned round.
  public Optional<Condition.TextIs> type() {
    return conditions.stream()
        .filter(Condition.TextIs.class::isInstance)
        .map(Condition.TextIs.class::cast)
        .filter(text -> text.field() == Condition.TextField.TYPE)
        .findFirst();
  }

  private static boolean namesState(Condition condition) {
    return condition instanceof Condition.StateIn
        || (condition instanceof Condition.Not(Condition inner) && namesState(inner));
  }
}
