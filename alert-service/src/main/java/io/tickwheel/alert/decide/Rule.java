package io.tickwheel.alert.decide;

import java.util.Locale;

/// What an alert is raised for.
public enum Rule {
  /// A task used up its attempts.
  TASK_DEAD,
  /// An at-most-once task's executor died.
  TASK_LOST;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }
}
