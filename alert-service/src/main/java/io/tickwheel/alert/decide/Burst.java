package io.tickwheel.alert.decide;

import io.tickwheel.model.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Incidents of one kind that came together: counted, with some of their tasks as examples.
public record Burst(
    AlertKey key,
    Cause cause,
    long count,
    List<TaskId> tasks,
    long firstAtMillis,
    long lastAtMillis) {
  public static final int TASKS_MAX = 10;

  public Burst {
    tasks = List.copyOf(tasks);
  }

  /// The incidents by kind, in the order in which each kind first came.
  public static List<Burst> of(List<Incident> incidents) {
    Map<AlertKey, List<Death>> byKey = new LinkedHashMap<>();
    for (Incident incident : incidents) {
      byKey.computeIfAbsent(incident.key(), key -> new ArrayList<>()).add(incident.death());
    }
    return byKey.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static Burst of(AlertKey key, List<Death> deaths) {
    return new Burst(
        key,
        deaths.getFirst().cause(),
        deaths.size(),
        deaths.stream().limit(TASKS_MAX).map(Death::task).toList(),
        deaths.stream().mapToLong(Death::atMillis).min().orElseThrow(),
        deaths.stream().mapToLong(Death::atMillis).max().orElseThrow());
  }
}
