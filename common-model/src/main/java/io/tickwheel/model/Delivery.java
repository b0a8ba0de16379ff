package io.tickwheel.model;

/// What happens to a task whose executor died under it.
public enum Delivery {
  /// It is tried again, with the next attempt number.
  AT_LEAST_ONCE,
  /// It is `lost`, never run a second time.
  AT_MOST_ONCE
}
