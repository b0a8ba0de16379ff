package io.tickwheel.monitor.projection;

import java.util.Locale;

/// What became of an occurrence, or how its schedule changed. The order is the database's: new ones
/// go last.
public enum OccurrenceOutcome {
  FIRED,
  /// Waits for a run to end. What becomes of it then has a record of its own.
  BUFFERED,
  SKIPPED,
  SAVED,
  DELETED,
  PAUSED,
  RESUMED,
  /// A backfill began. Each run has a record of its own when it fires.
  BACKFILL,
  /// Of a partition, not of a schedule: a scheduler claimed it.
  STARTING,
  /// Of a partition, not of a schedule: who claimed it decides.
  STARTED;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }
}
