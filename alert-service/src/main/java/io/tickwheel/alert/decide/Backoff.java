package io.tickwheel.alert.decide;

import static io.tickwheel.model.Require.require;

import java.time.Duration;

/// How often and when a delivery is tried again: base, twice that, … up to the cap. Without jitter:
/// a channel's deliveries are sent one after the other anyway.
public record Backoff(int attemptsMax, Duration base, Duration cap) {
  public Backoff {
    require(attemptsMax >= 1, "attempts count from 1: %s", attemptsMax);
  }

  /// The wait after the n-th attempt, n from 1.
  public long afterMillis(int attempts) {
    int doublings = Math.min(attempts - 1, 30);
    return Math.min(cap.toMillis(), base.toMillis() << doublings);
  }

  public boolean isLast(int attempts) {
    return attempts >= attemptsMax;
  }
}
