package io.tickwheel.model;

import java.util.Locale;

/// Where a task stands. The last six are final and never change, except that a retry gives a dead
/// task a new life.
public enum TaskState {
  SCHEDULED,
  BLOCKED,
  QUEUED,
  RUNNING,
  RETRYING,
  SUCCEEDED,
  DEAD,
  CANCELLED,
  EXPIRED,
  SKIPPED,
  LOST;

  private final String word = name().toLowerCase(Locale.ROOT);

  public boolean isFinal() {
    return ordinal() >= SUCCEEDED.ordinal();
  }

  /// The state as users read it.
  public String word() {
    return word;
  }
}
