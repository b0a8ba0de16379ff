package io.tickwheel.monitor.projection;

import java.util.Locale;

/// How an attempt stands or ended. The order is the database's: new ones go last.
public enum AttemptOutcome {
  RUNNING,
  SUCCEEDED,
  FAILED,
  /// Handed back by the executor before it started.
  REFUSED,
  /// Started, then handed back by the executor's drain.
  INTERRUPTED,
  LOST,
  CANCELLED;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }
}
