package io.tickwheel.core.balance;

/// How the next executor is chosen among those with room.
public enum Strategy {
  /// One after another.
  ROUND_ROBIN,
  /// The one with the smallest share of its slots, CPU and memory in use.
  LEAST_LOAD
}
