package io.tickwheel.worker;

import io.tickwheel.model.Incarnation;
import java.util.List;
import java.util.Optional;

/// A worker at one moment. `incarnation` is empty while it is not joined to NATS.
public record WorkerStatus(
    Optional<Incarnation> incarnation, boolean draining, List<GroupStatus> groups) {
  public WorkerStatus {
    groups = List.copyOf(groups);
  }

  public boolean isJoined() {
    return incarnation.isPresent();
  }

  /// `completed` counts ended attempts since this incarnation joined.
  public record GroupStatus(
      String name, int slots, int window, int held, int running, long completed) {}
}
