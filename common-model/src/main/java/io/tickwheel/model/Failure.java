package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

/// Why an attempt failed, for people (`message`) and for the retry decision.
///
/// `code` is the HTTP status or exit code, 0 for none. `retryAfterMillis` is the delay the target
/// itself asked for, 0 for none.
public record Failure(
    FailureKind kind, String message, int code, boolean retryable, long retryAfterMillis) {
  public static final int MESSAGE_MAX = 4096;

  public Failure {
    require(retryAfterMillis >= 0, "retry_after is not negative: %s", retryAfterMillis);
    if (message.length() > MESSAGE_MAX) {
      message = message.substring(0, MESSAGE_MAX - 1) + "…";
    }
  }

  public static Failure retryable(FailureKind kind, String message) {
    return new Failure(kind, message, 0, true, 0);
  }

  public static Failure fatal(FailureKind kind, String message) {
    return new Failure(kind, message, 0, false, 0);
  }
}
