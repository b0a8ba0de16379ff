package io.tickwheel.message;

import static io.tickwheel.model.Require.require;

import io.tickwheel.model.RetryPolicy;
import io.tickwheel.packed.PackedSpec;
import java.util.Optional;
import java.util.Set;

/// A task as a program submits it, without an id yet.
///
/// `openRetry` is what the submitter did not say of the specification's retry policy: the scheduler
/// puts its own defaults there. `runAtMillis` 0 means now. `delayMillis` is the delay that was
// asked
/// for when `runAtMillis` came of one, else 0: a repetition with the same delay asks for the same.
public record Submission(
    PackedSpec spec,
    Set<RetryPolicy.Part> openRetry,
    long runAtMillis,
    long delayMillis,
    Optional<String> idempotencyKey) {
  public Submission {
    require(runAtMillis >= 0, "run_at is not negative: %s", runAtMillis);
    require(delayMillis >= 0, "delay is not negative: %s", delayMillis);
    require(delayMillis == 0 || runAtMillis > 0, "a delay ends at a time");
    require(!idempotencyKey.equals(Optional.of("")), "an idempotency key is not empty");
    openRetry = Set.copyOf(openRetry);
  }

  /// A task of which nothing is left open, due at a given time.
  public Submission(PackedSpec spec, long runAtMillis, Optional<String> idempotencyKey) {
    this(spec, Set.of(), runAtMillis, 0, idempotencyKey);
  }
}
