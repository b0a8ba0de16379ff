package io.tickwheel.model;

/// Why an occurrence did not run.
public enum SkipReason {
  /// Missed, and the misfire policy does not make up for it.
  MISFIRED,
  /// Missed, and a later one runs in its place.
  COALESCED,
  /// Missed, and older than the catch-up window.
  OUTSIDE_CATCHUP_WINDOW,
  /// Missed, with more missed after it than are made up for.
  OVER_MAX_CATCHUP,
  /// A run was not done.
  OVERLAP,
  /// It waited for a run to end, and a later one took its place.
  REPLACED_IN_BUFFER,
  /// More waited than may.
  BUFFER_FULL,
  PAUSED,
  EXCLUDED,
  /// The rule on the run before did not hold.
  CONDITION,
  /// It waited for a run to end, and the schedule was changed or deleted meanwhile.
  WITHDRAWN
}
