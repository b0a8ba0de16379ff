package io.tickwheel.worker;

import static io.tickwheel.model.Require.require;

import java.time.Duration;

/// The runtime's times. Owners give an executor up when they have not heard it for 5 s, or for as
/// much longer as they were told; so it beats every second, and by itself stops its work when no
/// beat of the last `lease` has reached NATS: early enough that one may be lost behind that.
public record Pace(Duration beat, Duration lease, Duration rejoin) {
  public static final Pace DEFAULT =
      new Pace(Duration.ofSeconds(1), Duration.ofMillis(3_500), Duration.ofMillis(250));

  public Pace {
    require(beat.isPositive() && lease.compareTo(beat) > 0, "the lease is longer than a beat");
    require(rejoin.isPositive(), "the wait before joining again is positive");
  }
}
