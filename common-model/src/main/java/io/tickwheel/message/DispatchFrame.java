package io.tickwheel.message;

import java.util.List;

/// Attempts of one partition for one executor. `number` counts the owner's frames for that executor
/// from 1; the executor refuses a frame that does not lie beyond all it knows of.
public record DispatchFrame(int partition, long epoch, long number, List<Dispatch> dispatches) {
  public DispatchFrame {
    dispatches = List.copyOf(dispatches);
  }

  public DispatchMark mark() {
    return new DispatchMark(epoch, number);
  }
}
