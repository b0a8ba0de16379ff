package io.tickwheel.core.partition;

import io.tickwheel.message.SnapshotBlob.KeyRecord;
import io.tickwheel.model.TaskId;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Idempotency keys in the order in which they may be forgotten.
final class KeyExpiry {
  private record Expiring(TaskId id, long atMillis) {}

  private final PriorityQueue<Expiring> queue =
      new PriorityQueue<>(Comparator.comparingLong(Expiring::atMillis));
  private final long keyMillis;

  KeyExpiry(long keyMillis) {
    this.keyMillis = keyMillis;
  }

  void add(KeyRecord key) {
    queue.add(new Expiring(key.id(), key.createdAtMillis() + keyMillis));
  }

  /// Forgets keys whose time is over; one whose task is still held waits for another round.
  void forget(long nowMillis, TaskTable tasks) {
    for (Expiring head = queue.peek();
        head != null && head.atMillis() <= nowMillis;
        head = queue.peek()) {
      queue.remove();
      if (tasks.get(head.id()) == null) {
        Shelf shelf = tasks.shelf(head.id());
        shelf.keys().remove(head.id());
        shelf.dirty = true;
      } else {
        queue.add(new Expiring(head.id(), nowMillis + keyMillis));
      }
    }
  }
}
