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
/// Adding and removing are O(1); taking the first is O(lanes in which something waits × 5). A lane
/// exists as long as tasks belong to it: types and selectors are what users write, and old ones
// must
/// not stay. Not thread-safe.
public final class ReadyQueue {
  private final long ageingMillis;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final List<Lane> waiting = new ArrayList<>();
  private int size;

  /// After `ageingMillis` of waiting a task counts as one level more urgent.
  public ReadyQueue(long ageingMillis) {
    this.ageingMillis = ageingMillis;
  }

  /// The lane in which a task of this specification waits; it belongs there until [#leave].
  public Lane join(TaskSpec spec) {
    Lane lane =
        lanes.computeIfAbsent(
            Lane.key(spec), key -> new Lane(key, spec.lane(), spec.executorSelector()));
    lane.tasks++;
    return lane;
  }

  /// One task less belongs to the lane; the last one takes it away.
  public void leave(Lane lane) {
    if (--lane.tasks == 0) {
      lanes.remove(lane.key());
    }
  }

  public void add(Waiting element, Lane lane) {
    lane.add(element);
    size++;
    if (lane.place < 0) {
      lane.place = waiting.size();
      waiting.add(lane);
    }
  }

  public void remove(Waiting element) {
    Line line = element.line;
    if (line == null) {
      throw new IllegalStateException("does not wait: " + element);
    }
    line.lane.remove(element, line);
    size--;
    if (line.lane.size() == 0) {
      emptied(line.lane);
    }
  }

  /// The last of the lanes that wait takes its place.
  private void emptied(Lane lane) {
    Lane last = waiting.removeLast();
    if (last != lane) {
      waiting.set(lane.place, last);
      last.place = lane.place;
    }
    lane.place = -1;
  }

  /// The most urgent element of the lanes that `mayGo` admits, or null. It stays in the queue.
  public @Nullable Waiting first(long nowMillis, Predicate<Lane> mayGo) {
    Waiting best = null;
    for (Lane lane : waiting) {
      if (!mayGo.test(lane)) {
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

  /// Lanes to which tasks belong.
  public int lanes() {
    return lanes.size();
  }

  /// Since when the longest-waiting element waits; 0 when nothing does.
  public long oldestSinceMillis() {
    long oldest = Long.MAX_VALUE;
    for (Lane lane : waiting) {
      oldest = Math.min(oldest, lane.oldestSinceMillis());
    }
    return oldest == Long.MAX_VALUE ? 0 : oldest;
  }
}
