package io.tickwheel.core.partition;

import io.tickwheel.model.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A partition's tasks: by id, in shelves; and by slot, a small number that the wheel carries as a
/// timer's handle.
final class TaskTable {
  static final int SHELVES = 256;

  private static final int BLOCK = 1 << 12;

  private final Shelf[] shelves = new Shelf[SHELVES];
  private final List<@Nullable TaskEntry[]> slots = new ArrayList<>();
  private int[] freeSlots = new int[64];
  private int freeCount;
  private int slotCount;
  private int size;

  TaskTable() {
    Arrays.setAll(shelves, i -> new Shelf());
  }

  @Nullable TaskEntry get(TaskId id) {
    return shelf(id).get(id);
  }

  TaskEntry bySlot(int slot) {
    TaskEntry entry = slots.get(slot / BLOCK)[slot % BLOCK];
    if (entry == null) {
      throw new IllegalStateException("no task in slot " + slot);
    }
    return entry;
  }

  void add(TaskEntry entry) {
    shelf(entry.id).put(entry);
    entry.slot = freeCount > 0 ? freeSlots[--freeCount] : newSlot();
    slots.get(entry.slot / BLOCK)[entry.slot % BLOCK] = entry;
    size++;
  }

  void remove(TaskEntry entry) {
    shelf(entry.id).remove(entry);
    slots.get(entry.slot / BLOCK)[entry.slot % BLOCK] = null;
    if (freeCount == freeSlots.length) {
      freeSlots = Arrays.copyOf(freeSlots, freeCount * 2);
    }
    freeSlots[freeCount++] = entry.slot;
    entry.slot = -1;
    size--;
  }

  Shelf shelf(TaskId id) {
    return shelves[chunk(id)];
  }

  Shelf shelf(int chunk) {
    return shelves[chunk];
  }

  static int chunk(TaskId id) {
    return (int) (id.mix() & (SHELVES - 1));
  }

  int size() {
    return size;
  }

  void forEach(Consumer<TaskEntry> action) {
    for (Shelf shelf : shelves) {
      shelf.forEach(action);
    }
  }

  private int newSlot() {
    if (slotCount % BLOCK == 0) {
      slots.add(new TaskEntry[BLOCK]);
    }
    return slotCount++;
  }
}
