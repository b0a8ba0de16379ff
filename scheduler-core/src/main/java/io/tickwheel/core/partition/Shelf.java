package io.tickwheel.core.partition;

import io.tickwheel.message.SnapshotBlob.KeyRecord;
import io.tickwheel.model.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One slice of a partition's tasks, by hash of the id: the unit of a snapshot. An open-addressed
/// table with linear probing; growing it pauses for one slice only.
final class Shelf {
  private static final int CAPACITY_MIN = 8;

  private @Nullable TaskEntry[] table = new TaskEntry[CAPACITY_MIN];
  private int size;
  private final Map<TaskId, KeyRecord> keys = new HashMap<>(0);

  /// The journal sequence up to which this slice's content was loaded; older events are in it
  /// already.
  long loadedPosition;

  /// Whether something changed since the slice was last written to a snapshot.
  boolean dirty = true;

  @Nullable TaskEntry get(TaskId id) {
    int mask = table.length - 1;
    for (int i = start(id, mask); ; i = (i + 1) & mask) {
      TaskEntry entry = table[i];
      if (entry == null || entry.id.equals(id)) {
        return entry;
      }
    }
  }

  void put(TaskEntry entry) {
    if ((size + 1) * 4 > table.length * 3) {
      resize(table.length * 2);
    }
    insert(entry);
    size++;
  }

  void remove(TaskEntry entry) {
    int mask = table.length - 1;
    int hole = start(entry.id, mask);
    while (table[hole] != entry) {
      hole = (hole + 1) & mask;
    }
    closeGap(hole, mask);
    size--;
    if (table.length > CAPACITY_MIN && size * 6 < table.length) {
      resize(table.length / 2);
    }
  }

  int size() {
    return size;
  }

  void forEach(Consumer<TaskEntry> action) {
    for (TaskEntry entry : table) {
      if (entry != null) {
        action.accept(entry);
      }
    }
  }

  Map<TaskId, KeyRecord> keys() {
    return keys;
  }

  /// Moves later elements of the probe run into the hole, so that no tombstones are needed (Knuth,
  /// The Art of Computer Programming 3, 6.4, Algorithm R).
  private void closeGap(int hole, int mask) {
    int gap = hole;
    for (int i = (gap + 1) & mask; ; i = (i + 1) & mask) {
      TaskEntry next = table[i];
      if (next == null) {
        break;
      }
      int home = start(next.id, mask);
      if (((i - home) & mask) >= ((i - gap) & mask)) {
        table[gap] = next;
        gap = i;
      }
    }
    table[gap] = null;
  }

  private void insert(TaskEntry entry) {
    int mask = table.length - 1;
    int i = start(entry.id, mask);
    while (table[i] != null) {
      i = (i + 1) & mask;
    }
    table[i] = entry;
  }

  private void resize(int capacity) {
    @Nullable TaskEntry[] old = table;
    table = new TaskEntry[capacity];
    for (TaskEntry entry : old) {
      if (entry != null) {
        insert(entry);
      }
    }
  }

  private static int start(TaskId id, int mask) {
    return (int) (id.mix() >>> 16) & mask;
  }
}
