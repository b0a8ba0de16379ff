package io.tickwheel.executor.process;

import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;

/// A process could not be started: the sentence for people, and whether another try may succeed.
final class NotStarted extends Exception {
  private final boolean retryable;

  private NotStarted(String message, boolean retryable) {
    super(message, null, false, false);
    this.retryable = retryable;
  }

  static NotStarted forGood(String message, Object... values) {
    return new NotStarted(message.formatted(values), false);
  }

  static NotStarted forNow(String message, Object... values) {
    return new NotStarted(message.formatted(values), true);
  }

  Failure failure() {
    return new Failure(FailureKind.START_FAILED, String.valueOf(getMessage()), 0, retryable, 0);
  }
}
