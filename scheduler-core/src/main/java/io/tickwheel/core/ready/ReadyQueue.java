package io.tickwheel.core.ready;

import io.tickwheel.model.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is due and waits for an executor, by lane, and in each lane by priority with ageing.
///
/// Adding and removing are O(1); taking the first is O(lanes that may go × 5). Not thread-safe.
public final class ReadyQueue {
  private final long ageingMillis;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final List<Lane> order = new ArrayList<>();
  private int size;

  /// After `ageingMillis` of waiting a task counts as one level more urgent.
  public ReadyQueue(long ageingMillis) {
    this.ageingMillis = ageingMillis;
  }

  /// The lane in which a task of this specification waits.
  public Lane lane(TaskSpec spec) {
    return lanes.computeIfAbsent(
        Lane.key(spec),
        key -> {
          Lane lane = new Lane(spec.lane(), spec.executorSelector());
          order.add(lane);
          return lane;
        });
  }

  public void add(Waiting element, Lane lane) {
    lane.add(element);
    size++;
  }

  public void remove(Waiting element) {
    Line line = element.line;
    if (line == null) {
      throw new IllegalStateException("does not wait: " + element);
    }
    line.lane.remove(element, line);
    size--;
  }

  /// The most urgent element of the lanes that `mayGo` admits, or null. It stays in the queue.
  public @Nullable Waiting first(long nowMillis, Predicate<Lane> mayGo) {
    Waiting best = null;
    for (Lane lane : order) {
      if (lane.size() == 0 || !mayGo.test(lane)) {
        continue;
      }
      Waiting head = lane.first(nowMillis, ageingMillis);
      if (head != null && (best == null || Urgency.precedes(head, best, nowMillis, ageingMillis))) {
        best = head;
      }
    }
    return best;
  }

  public int size() {
    return size;
  }

  /// Since when the longest-waiting element waits; 0 when nothing does.
  public long oldestSinceMillis() {
    long oldest = Long.MAX_VALUE;
    for (Lane lane : order) {
      oldest = Math.min(oldest, lane.oldestSinceMillis());
    }
    return oldest == Long.MAX_VALUE ? 0 : oldest;
  }
}
