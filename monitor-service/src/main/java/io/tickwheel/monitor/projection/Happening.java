package io.tickwheel.monitor.projection;

import java.util.Locale;

/// What is counted. The word is the name in the database and in the API.
public enum Happening {
  SUBMITTED,
  DISPATCHED,
  SUCCEEDED,
  FAILED,
  RETURNED,
  ATTEMPT_LOST,
  STALE,
  DEAD,
  CANCELLED,
  EXPIRED,
  LOST,
  REVIVED,
  DISCARDED;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }
}
