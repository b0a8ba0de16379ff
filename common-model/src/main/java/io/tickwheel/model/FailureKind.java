package io.tickwheel.model;

import java.util.Locale;

/// Why an attempt failed. The order is the wire's: new kinds go last.
public enum FailureKind {
  HTTP_STATUS,
  EXIT_CODE,
  SIGNAL,
  TIMEOUT,
  EXCEPTION,
  CONNECTION,
  UNKNOWN_TYPE,
  BAD_PAYLOAD,
  ADDRESS_REFUSED,
  START_FAILED,
  EXECUTOR_LOST,
  DRAINED,
  POISON,
  DISCARDED;

  private final String word = name().toLowerCase(Locale.ROOT);

  /// The kind as users read it.
  public String word() {
    return word;
  }
}
