package io.tickwheel.executor.process;

import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import java.time.Duration;
import java.util.List;

/// A process to run. `fatalExitCodes` are those after which another try makes no sense.
public record ProcessOrder(
    AttemptId attempt,
    Target.Process target,
    Payload payload,
    Duration timeout,
    List<Integer> fatalExitCodes) {
  public ProcessOrder {
    fatalExitCodes = List.copyOf(fatalExitCodes);
  }
}
