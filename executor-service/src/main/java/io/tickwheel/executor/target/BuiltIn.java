package io.tickwheel.executor.target;

import io.tickwheel.message.Outcome;
import io.tickwheel.model.Payload;
import io.tickwheel.worker.Attempt;
import io.tickwheel.worker.AttemptContext;
import io.tickwheel.worker.AttemptRunner;
import java.util.List;

/// Handlers that every executor has: `echo` gives its payload back, `noop` does nothing.
public final class BuiltIn implements AttemptRunner {
  public static final List<String> LANES = List.of("handler:echo", "handler:noop");

  private static final Outcome NOTHING = new Outcome.Succeeded(Payload.EMPTY);

  @Override
  public Outcome run(Attempt attempt, AttemptContext context) {
    return switch (attempt.spec().type()) {
      case "noop" -> NOTHING;
      case "echo" -> new Outcome.Succeeded(attempt.spec().payload());
      default -> throw new IllegalArgumentException("no built-in " + attempt.spec().type());
    };
  }
}
