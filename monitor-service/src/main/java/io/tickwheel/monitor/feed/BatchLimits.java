package io.tickwheel.monitor.feed;

/// When a batch is written: as soon as it has so many events or bytes, or is so old. Large batches
/// make one row of a task that is born and finished inside; the age is what history lags behind at
/// most.
public record BatchLimits(int events, long bytes, long ageMillis) {
  /// About 30 MB of memory at the most.
  public static final BatchLimits DEFAULT = new BatchLimits(40_000, 8L * 1024 * 1024, 200);

  boolean isFull(int batchEvents, long batchBytes) {
    return batchEvents >= events || batchBytes >= bytes;
  }
}
