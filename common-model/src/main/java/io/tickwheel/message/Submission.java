package io.tickwheel.message;

import static io.tickwheel.model.Require.require;

import io.tickwheel.packed.PackedSpec;
import java.util.Optional;

/// A task as a program submits it, without an id yet. `runAtMillis` 0 means now.
public record Submission(PackedSpec spec, long runAtMillis, Optional<String> idempotencyKey) {
  public Submission {
    require(runAtMillis >= 0, "run_at is not negative: %s", runAtMillis);
    require(!idempotencyKey.equals(Optional.of("")), "an idempotency key is not empty");
  }
}
