package io.tickwheel.core.ready;

import io.tickwheel.model.TaskSpec;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The waiting tasks that the same executors can take: one need (`http`, `handler:send_email`) and
/// one selector. Holds a line for each priority level.
public final class Lane {
  private static final int LEVELS = 5;

  private final String key;
  private final String need;
  private final Map<String, String> selector;
  private final Line[] lines = new Line[LEVELS];
  private int size;

  /// Tasks that belong here, waiting or not.
  int tasks;

  /// Where it stands among the lanes in which something waits; -1 when nothing does.
  int place = -1;

  Lane(String key, String need, Map<String, String> selector) {
    this.key = key;
    this.need = need;
    this.selector = selector;
    for (int i = 0; i < LEVELS; i++) {
      lines[i] = new Line(this);
    }
  }

  /// What an executor must offer.
  public String need() {
    return need;
  }

  /// Labels that an executor must carry.
  public Map<String, String> selector() {
    return selector;
  }

  public int size() {
    return size;
  }

  String key() {
    return key;
  }

  static String key(TaskSpec spec) {
    return spec.executorSelector().isEmpty()
        ? spec.lane()
        : spec.lane() + new TreeMap<>(spec.executorSelector());
  }

  void add(Waiting element) {
    lines[element.level() - 1].append(element);
    size++;
  }

  void remove(Waiting element, Line line) {
    line.remove(element);
    size--;
  }

  /// The head of each line has waited longest in it, so the first of all is among the heads.
  @Nullable Waiting first(long nowMillis, long ageingMillis) {
    Waiting best = null;
    for (Line line : lines) {
      Waiting head = line.first();
      if (head != null && (best == null || Urgency.precedes(head, best, nowMillis, ageingMillis))) {
        best = head;
      }
    }
    return best;
  }

  long oldestSinceMillis() {
    long oldest = Long.MAX_VALUE;
    for (Line line : lines) {
      Waiting head = line.first();
      if (head != null) {
        oldest = Math.min(oldest, head.waitingSinceMillis());
      }
    }
    return oldest;
  }
}
