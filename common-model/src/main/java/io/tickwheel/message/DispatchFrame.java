package io.tickwheel.message;

import java.util.List;

/// Attempts of one partition for one executor.
public record DispatchFrame(int partition, long epoch, List<Dispatch> dispatches) {
  public DispatchFrame {
    dispatches = List.copyOf(dispatches);
  }
}
