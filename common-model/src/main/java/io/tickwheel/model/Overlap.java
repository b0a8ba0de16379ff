package io.tickwheel.model;

/// What becomes of an occurrence that is due while a run of its schedule is not done. A run that
/// waits for its retry is not done.
public enum Overlap {
  /// It is skipped.
  SKIP,
  /// It runs when the run before is done; of several, the latest.
  BUFFER_ONE,
  /// Each runs when the run before it is done.
  BUFFER_ALL,
  /// The runs that are not done are cancelled; it runs when they have ended.
  CANCEL_OTHER,
  /// The runs that are not done are cancelled; it runs without waiting for them.
  TERMINATE_OTHER,
  /// It runs beside them.
  ALLOW_ALL
}
