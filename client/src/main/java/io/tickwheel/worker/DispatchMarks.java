package io.tickwheel.worker;

import io.tickwheel.message.DispatchMark;
import java.util.HashMap;
import java.util.Map;

/// How far into each partition's dispatch frames this incarnation has come: frames up to there are
/// refused, whoever sends them and however late, and so is the word of an earlier owner. Not
/// thread-safe.
final class DispatchMarks {
  private final Map<Integer, DispatchMark> marks = new HashMap<>();

  /// False when the frame at `mark` must not be taken. Taken or not, it and all before it are
  /// refused from now on.
  boolean pass(int partition, DispatchMark mark) {
    boolean passes = mark.compareTo(at(partition)) > 0;
    if (passes) {
      marks.put(partition, mark);
    }
    return passes;
  }

  /// Whether an owner of `epoch` is not superseded, as far as we know.
  boolean heeds(int partition, long epoch) {
    return epoch >= at(partition).epoch();
  }

  Map<Integer, DispatchMark> copy() {
    return Map.copyOf(marks);
  }

  private DispatchMark at(int partition) {
    return marks.getOrDefault(partition, DispatchMark.NONE);
  }
}
