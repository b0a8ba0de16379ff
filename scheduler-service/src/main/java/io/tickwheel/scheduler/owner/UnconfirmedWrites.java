package io.tickwheel.scheduler.owner;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The partitions whose newest write the broker refused or left unanswered: what was decided waits
/// there until it takes it. Says so when the first comes and when the last goes, however often is
/// tried meanwhile.
///
/// Thread-safe.
final class UnconfirmedWrites {
  private static final Logger LOG = Logger.getLogger("io.tickwheel.owner");

  private final Map<Integer, String> reasons = new ConcurrentHashMap<>();

  boolean isEmpty() {
    return reasons.isEmpty();
  }

  /// `reason`: the broker's own sentence.
  synchronized void unconfirmed(int partition, String reason) {
    if (reasons.isEmpty()) {
      LOG.warnf(
          "partition %d: a write was not confirmed: %s; it is tried again until it is, and what"
              + " was decided there waits",
          partition, reason);
    }
    reasons.put(partition, reason);
  }

  /// A write was confirmed, or the partition is let go.
  void over(int partition) {
    if (!reasons.isEmpty()) {
      forget(partition);
    }
  }

  private synchronized void forget(int partition) {
    if (reasons.remove(partition) != null && reasons.isEmpty()) {
      LOG.infof("partition %d: writes are confirmed again, or it is another's now", partition);
    }
  }
}
