package io.tickwheel.core.schedule;

import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.SnapshotBlob.ScheduleRecord;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A partition's schedules. [#apply] is the one way they change, live and replayed; the alarms and
/// the list of those to look at follow from it and are not journaled. Not thread-safe: the owner
/// loop's thread.
public final class Schedules {
  private final Map<TaskId, ScheduleEntry> byPlace = new HashMap<>();
  private final NavigableMap<String, ScheduleEntry> byId = new TreeMap<>();
  private final Map<TaskId, ScheduleEntry> byRun = new HashMap<>();
  private final List<@Nullable ScheduleEntry> slots = new ArrayList<>();
  private final Deque<Integer> freeSlots = new ArrayDeque<>();

  /// Those whose time has come, or of which a run has ended.
  private final Deque<ScheduleEntry> queued = new ArrayDeque<>();

  private final Alarm alarm;

  public Schedules(Alarm alarm) {
    this.alarm = alarm;
  }

  /// Applies one event that happened at `atMillis`. Throws IllegalStateException when it cannot
  /// follow the state.
  public void apply(ScheduleEvent event, long atMillis) {
    ScheduleEntry entry = byPlace.get(event.place());
    if (entry == null) {
      if (!(event instanceof ScheduleEvent.Saved saved)) {
        throw new IllegalStateException("unknown schedule in " + event);
      }
      add(new ScheduleEntry(saved, atMillis));
      return;
    }
    if (event instanceof ScheduleEvent.Deleted) {
      remove(entry);
      return;
    }
    entry.apply(event, atMillis);
    switch (event) {
      case ScheduleEvent.Fired fired -> byRun.put(fired.task(), entry);
      case ScheduleEvent.RunEnded ended -> byRun.remove(ended.task());
      case ScheduleEvent.Saved e -> {}
      case ScheduleEvent.Deleted e -> {}
      case ScheduleEvent.Paused e -> {}
      case ScheduleEvent.Resumed e -> enqueue(entry);
      case ScheduleEvent.Skipped e -> {}
      case ScheduleEvent.Buffered e -> {}
      case ScheduleEvent.BackfillStarted e -> enqueue(entry);
    }
    setAlarm(entry);
  }

  public void restore(ScheduleRecord record) {
    add(new ScheduleEntry(record));
  }

  /// For a snapshot: all whose place is in the slice.
  public List<ScheduleRecord> records(java.util.function.Predicate<TaskId> slice) {
    List<ScheduleRecord> records = new ArrayList<>();
    for (ScheduleEntry entry : byPlace.values()) {
      if (slice.test(entry.place)) {
        records.add(entry.record());
      }
    }
    return records;
  }

  /// The alarm of this slot went off.
  public void rang(int slot) {
    ScheduleEntry entry = slots.get(slot);
    if (entry == null) {
      throw new IllegalStateException("no schedule in slot " + slot);
    }
    entry.timer = ScheduleEntry.NO_TIMER;
    enqueue(entry);
  }

  /// A task of the partition reached a final state; if a schedule ran it, that is recorded.
  public void ended(TaskEvent event, Host host) {
    ScheduleEntry entry = byRun.get(event.task());
    if (entry == null) {
      return;
    }
    boolean succeeded = event instanceof TaskEvent.AttemptSucceeded;
    boolean cancelled = isCancellation(event);
    host.emit(
        new ScheduleEvent.RunEnded(
            entry.place, entry.id, event.task(), !succeeded && !cancelled, succeeded));
    enqueue(entry);
  }

  /// Decides what is to run now. Whatever does not fit into the turn waits for the next.
  public void settle(Host host) {
    for (int left = queued.size(); left > 0 && !host.isFull(); left--) {
      ScheduleEntry entry = queued.removeFirst();
      entry.isQueued = false;
      if (entry.slot >= 0 && !new Firing(entry, host).settle()) {
        enqueue(entry);
      }
      if (entry.slot >= 0) {
        setAlarm(entry);
      }
    }
  }

  public boolean hasQueued() {
    return !queued.isEmpty();
  }

  /// Replay is over: whatever a crash left undecided is looked at.
  public void activate() {
    byPlace.values().forEach(this::enqueue);
  }

  /// All alarms were lost.
  public void setAlarms() {
    for (ScheduleEntry entry : byPlace.values()) {
      entry.timer = ScheduleEntry.NO_TIMER;
      setAlarm(entry);
    }
  }

  public List<ScheduleView> list(ScheduleQuery query) {
    if (query.only()) {
      ScheduleEntry entry = byId.get(query.after());
      return entry == null ? List.of() : List.of(entry.view());
    }
    return byId.tailMap(query.after(), false).values().stream()
        .limit(query.limit())
        .map(ScheduleEntry::view)
        .toList();
  }

  public int size() {
    return byPlace.size();
  }

  public long digest() {
    long sum = 0;
    for (ScheduleEntry entry : byPlace.values()) {
      sum += entry.digest() * 0x9E37_79B9_7F4A_7C15L;
    }
    return sum;
  }

  @Nullable ScheduleEntry find(ScheduleId id) {
    return byId.get(id.text());
  }

  @Nullable ScheduleEntry at(TaskId place) {
    return byPlace.get(place);
  }

  private void add(ScheduleEntry entry) {
    byPlace.put(entry.place, entry);
    byId.put(entry.id.text(), entry);
    entry.running.keySet().forEach(task -> byRun.put(task, entry));
    if (freeSlots.isEmpty()) {
      entry.slot = slots.size();
      slots.add(entry);
    } else {
      entry.slot = freeSlots.removeFirst();
      slots.set(entry.slot, entry);
    }
    setAlarm(entry);
  }

  private void remove(ScheduleEntry entry) {
    byPlace.remove(entry.place);
    byId.remove(entry.id.text());
    entry.running.keySet().forEach(byRun::remove);
    withdrawAlarm(entry);
    slots.set(entry.slot, null);
    freeSlots.add(entry.slot);
    entry.slot = -1;
  }

  private void enqueue(ScheduleEntry entry) {
    if (!entry.isQueued) {
      entry.isQueued = true;
      queued.add(entry);
    }
  }

  private void setAlarm(ScheduleEntry entry) {
    withdrawAlarm(entry);
    long wake = entry.nextWakeMillis();
    if (wake != Long.MAX_VALUE) {
      entry.timer = alarm.set(wake, entry.slot);
    }
  }

  private void withdrawAlarm(ScheduleEntry entry) {
    if (entry.timer != ScheduleEntry.NO_TIMER) {
      alarm.withdraw(entry.timer);
      entry.timer = ScheduleEntry.NO_TIMER;
    }
  }

  private static boolean isCancellation(TaskEvent event) {
    return switch (event) {
      case TaskEvent.Cancelled e -> true;
      case TaskEvent.AttemptFailed e -> e.next() instanceof TaskEvent.Next.Cancelled;
      case TaskEvent.AttemptReturned e -> e.next() instanceof TaskEvent.Next.Cancelled;
      case TaskEvent.AttemptLost e -> e.next() instanceof TaskEvent.Next.Cancelled;
      default -> false;
    };
  }
}
