package io.tickwheel.jetstream;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What really failed, under the wrappings of futures.
final class Failures {
  private Failures() {}

  static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static RuntimeException unchecked(@Nullable Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof RuntimeException known ? known : new CompletionException(cause);
  }

  static String sentence(@Nullable Throwable failure) {
    Throwable cause = cause(failure);
    return cause == null ? "unknown" : String.valueOf(cause.getMessage());
  }
}
