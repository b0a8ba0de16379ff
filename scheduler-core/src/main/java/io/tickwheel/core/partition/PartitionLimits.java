package io.tickwheel.core.partition;

/// The bounds that a partition works within.
///
/// - `ageingMillis`: waiting that lifts a task one priority level
/// - `poisonCap`: uncharged attempts (lost, interrupted) after which a task is dead as poison
/// - `keyMillis`: how long an idempotency key is kept
/// - `arrivalMillis`: how long a released dispatch may be missing from its executor's heartbeats
///   before the executor is asked to refuse it
/// - `turnBytes`: events of a turn from which schedules wait for the next
public record PartitionLimits(
    long ageingMillis, int poisonCap, long keyMillis, long arrivalMillis, int turnBytes) {
  public static final PartitionLimits DEFAULT =
      new PartitionLimits(60_000, 20, 24 * 3_600_000L, 3_000, 256 << 10);
}
