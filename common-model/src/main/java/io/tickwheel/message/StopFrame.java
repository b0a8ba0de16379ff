package io.tickwheel.message;

import io.tickwheel.model.AttemptId;
import java.util.List;

/// Attempts that an executor is asked to stop. Repeated until its heartbeat holds them no more.
public record StopFrame(List<AttemptId> attempts) {
  public StopFrame {
    attempts = List.copyOf(attempts);
  }
}
