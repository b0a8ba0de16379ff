package io.tickwheel.message;

import io.tickwheel.model.AttemptId;
import java.util.List;

/// What of one partition an executor is asked to end: `attempts` that it holds, and the arrival of
/// every dispatch frame up to number `upTo` of this `epoch`, which it refuses from now on. Repeated
/// until its heartbeat shows both done. One of an earlier epoch than it knows of is ignored.
public record StopFrame(int partition, long epoch, long upTo, List<AttemptId> attempts) {
  public StopFrame {
    attempts = List.copyOf(attempts);
  }

  public DispatchMark mark() {
    return new DispatchMark(epoch, upTo);
  }
}
