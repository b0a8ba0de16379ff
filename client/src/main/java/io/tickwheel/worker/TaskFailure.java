package io.tickwheel.worker;

import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import java.time.Duration;

/// Thrown by a handler to say how its failure is to be taken. Any other exception is retried by the
/// task's policy.
public final class TaskFailure extends RuntimeException {
  private final boolean retryable;
  private final Duration retryAfter;

  private TaskFailure(String message, boolean retryable, Duration retryAfter) {
    super(message);
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  /// Trying again would not help: the task is dead at once.
  public static TaskFailure fatal(String message) {
    return new TaskFailure(message, false, Duration.ZERO);
  }

  /// To be tried again, not before `delay` has passed.
  public static TaskFailure retryAfter(Duration delay, String message) {
    return new TaskFailure(message, true, delay);
  }

  Failure failure() {
    return new Failure(
        FailureKind.EXCEPTION, Thrown.describe(this), 0, retryable, retryAfter.toMillis());
  }
}
