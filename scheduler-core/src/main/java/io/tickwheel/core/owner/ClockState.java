package io.tickwheel.core.owner;

/// What is known of our own clock.
public enum ClockState {
  /// The broker has not told its time yet: nothing is claimed, and nothing fires.
  UNMEASURED,
  TRUSTED,
  /// It differs from the broker's by more than the tolerance: commands are decided, nothing fires.
  OFF
}
