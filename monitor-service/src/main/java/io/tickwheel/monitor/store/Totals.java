package io.tickwheel.monitor.store;

import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.projection.Happening;
import java.util.Map;

/// Counts since the history began: tasks by their present state (those that retention forgot count
/// on), and everything that happened.
public record Totals(Map<String, Long> values) {
  public static final Totals NONE = new Totals(Map.of());

  public Totals {
    values = Map.copyOf(values);
  }

  public long of(TaskState state) {
    return values.getOrDefault(nameOf(state), 0L);
  }

  public long of(Happening what) {
    return values.getOrDefault(nameOf(what), 0L);
  }

  static String nameOf(TaskState state) {
    return "state." + state.word();
  }

  static String nameOf(Happening what) {
    return "happened." + what.word();
  }
}
