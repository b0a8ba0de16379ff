package io.tickwheel.scheduler.gateway;

/// Chooses the partition of a fresh task.
///
/// All tasks of one slice of time go to the same partition, so that under load they travel, and are
/// made durable, in few large frames; over time every partition gets its share. Gateways start at
/// different partitions.
final class Spread {
  /// Long enough to gather a frame at 10,000 tasks a second, short beside any task's delay.
  private static final long SLICE_MILLIS = 2;

  private final long offset;

  Spread(long offset) {
    this.offset = offset;
  }

  int partition(long nowMillis, int partitions) {
    return (int) Math.floorMod(nowMillis / SLICE_MILLIS + offset, (long) partitions);
  }
}
