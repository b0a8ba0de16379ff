package io.tickwheel.message;

import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import java.util.List;
import java.util.Map;

/// An executor's sign of life, every second, and everything owners know of it.
///
/// `held` lists each attempt from its arrival until COMMANDS has acknowledged its result;
/// `resultPositions` gives, per partition, the COMMANDS sequence of the newest acknowledged result.
/// `marks` gives, per partition, the place among its dispatch frames up to which none is taken any
/// more. An owner that has consumed the results that far, and finds the frame of an attempt within
/// the mark, may conclude that an attempt missing from `held` is gone and will never start.
public record ExecutorBeat(
    Incarnation incarnation,
    String name,
    Map<String, String> labels,
    List<Capacity> capacities,
    List<AttemptId> held,
    Map<Integer, Long> resultPositions,
    Map<Integer, DispatchMark> marks,
    double cpuLoad,
    double memoryLoad,
    boolean draining,
    boolean leaving,
    long sentAtMillis,
    String isolation,
    long number) {
  public ExecutorBeat {
    labels = Map.copyOf(labels);
    capacities = List.copyOf(capacities);
    held = List.copyOf(held);
    resultPositions = Map.copyOf(resultPositions);
    marks = Map.copyOf(marks);
  }

  /// What the executor takes in `lanes` (`http`, `process`, `handler:<type>`), which share `slots`:
  /// attempts that run at once. It holds at most `window` of them, waiting ones included.
  public record Capacity(String group, List<String> lanes, int slots, int window, int held) {
    public Capacity {
      lanes = List.copyOf(lanes);
    }
  }
}
