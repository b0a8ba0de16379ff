package io.tickwheel.monitor.feed;

import java.util.concurrent.TimeUnit;

/// When a batch is written: a small one soon, so that history is fresh; a large one later, so that
/// many tasks are born and finished inside and are written once; a full one at once.
public record BatchLimits(
    int eventsMax, long bytesMax, int eventsSmall, long freshMillis, long patientMillis) {
  /// About 30 MB of memory at the most.
  public static final BatchLimits DEFAULT =
      new BatchLimits(100_000, 16L * 1024 * 1024, 4_000, 200, 1_000);

  boolean isFull(int events, long bytes) {
    return events >= eventsMax || bytes >= bytesMax;
  }

  long ageNanos(int events) {
    return TimeUnit.MILLISECONDS.toNanos(events <= eventsSmall ? freshMillis : patientMillis);
  }
}
