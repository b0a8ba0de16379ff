package io.tickwheel.worker;

import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;

/// Why an attempt is asked to stop, and so what its end counts as.
public enum Stop {
  CANCELLED("cancelled"),
  TIMEOUT("over its time"),
  DRAINED("the executor is draining"),
  LEASE_LOST("the executor lost its lease"),
  SUPERSEDED("a newer attempt has replaced this one");

  private final String reason;

  Stop(String reason) {
    this.reason = reason;
  }

  /// The reason as people read it.
  public String reason() {
    return reason;
  }

  /// Work that succeeded although it was asked to stop has been done; only time is unforgiving.
  Outcome judge(Outcome returned, long timeoutMillis) {
    if (this == TIMEOUT) {
      return timedOut(timeoutMillis, "");
    }
    return returned instanceof Outcome.Succeeded ? returned : plain();
  }

  /// The outcome of an attempt that did not stop in time.
  Outcome abandoned(long timeoutMillis) {
    return switch (this) {
      case TIMEOUT -> timedOut(timeoutMillis, "; it did not stop when asked to");
      case CANCELLED -> new Outcome.Cancelled(reason + "; it did not stop when asked to");
      case DRAINED, LEASE_LOST, SUPERSEDED ->
          new Outcome.Interrupted(reason + "; it did not stop when asked to");
    };
  }

  private Outcome plain() {
    return this == CANCELLED ? new Outcome.Cancelled(reason) : new Outcome.Interrupted(reason);
  }

  private static Outcome timedOut(long timeoutMillis, String more) {
    return new Outcome.Failed(
        Failure.retryable(FailureKind.TIMEOUT, "ran longer than " + timeoutMillis + " ms" + more));
  }
}
