package io.tickwheel.worker;

import static io.tickwheel.model.Require.require;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Who a worker is and what it takes. `load` is asked at every beat, on the beat's thread.
public record WorkerConfig(
    String name,
    Map<String, String> labels,
    String isolation,
    List<LaneGroup> groups,
    Supplier<Load> load,
    AttemptSink sink,
    Pace pace) {
  public WorkerConfig {
    require(!name.isBlank(), "a worker has a name");
    require(!groups.isEmpty(), "a worker takes at least one lane");
    var lanes = new HashSet<String>();
    for (LaneGroup group : groups) {
      for (String lane : group.lanes()) {
        require(lanes.add(lane), "lane %s is in two groups", lane);
      }
    }
    labels = Map.copyOf(labels);
    groups = List.copyOf(groups);
  }

  public static WorkerConfig of(String name, List<LaneGroup> groups) {
    return new WorkerConfig(
        name, Map.of(), "none", groups, () -> Load.NONE, AttemptSink.LOGGER, Pace.DEFAULT);
  }

  public WorkerConfig withLabels(Map<String, String> changed) {
    return new WorkerConfig(name, changed, isolation, groups, load, sink, pace);
  }

  public WorkerConfig withIsolation(String changed) {
    return new WorkerConfig(name, labels, changed, groups, load, sink, pace);
  }

  public WorkerConfig withLoad(Supplier<Load> changed) {
    return new WorkerConfig(name, labels, isolation, groups, changed, sink, pace);
  }

  public WorkerConfig withSink(AttemptSink changed) {
    return new WorkerConfig(name, labels, isolation, groups, load, changed, pace);
  }

  public WorkerConfig withPace(Pace changed) {
    return new WorkerConfig(name, labels, isolation, groups, load, sink, changed);
  }
}
