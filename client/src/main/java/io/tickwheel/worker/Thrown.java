package io.tickwheel.worker;

import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What was thrown, as a failure that says where.
final class Thrown {
  private static final int FRAMES_SHOWN = 5;
  private static final int CAUSES_SHOWN = 3;

  private Thrown() {}

  static Outcome outcome(Throwable thrown) {
    if (thrown instanceof TaskFailure failure) {
      return new Outcome.Failed(failure.failure());
    }
    return new Outcome.Failed(Failure.retryable(FailureKind.EXCEPTION, describe(thrown)));
  }

  /// The exception, the first lines of its stack, and the same of its causes.
  static String describe(Throwable thrown) {
    var text = new StringBuilder();
    Throwable next = thrown;
    for (int n = 0; next != null && n < CAUSES_SHOWN; n++) {
      text.append(n == 0 ? "" : "\nCaused by: ").append(next);
      text.append(
          Arrays.stream(next.getStackTrace())
              .limit(FRAMES_SHOWN)
              .map(frame -> "\n  at " + frame)
              .collect(Collectors.joining()));
      next = next.getCause();
    }
    return text.toString();
  }
}
