package io.tickwheel.model;

/// What becomes of occurrences whose time passed while nobody could fire.
public enum Misfire {
  /// None is made up for.
  SKIP,
  /// The latest is, once, and told how many were missed.
  FIRE_ONCE,
  /// Each is, oldest first.
  FIRE_ALL
}
