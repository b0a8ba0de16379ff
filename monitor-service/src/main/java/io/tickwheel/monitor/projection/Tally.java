package io.tickwheel.monitor.projection;

import io.tickwheel.model.TaskState;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts of one batch, to be added to those stored: by minute, and how many tasks each state won
/// or lost (discarded dead letters count nowhere).
public final class Tally {
  private final TreeMap<Long, Minute> minutes = new TreeMap<>();
  private final long[] states = new long[TaskState.values().length];
  private @Nullable Minute latest;

  public Collection<Minute> minutes() {
    return minutes.values();
  }

  public long change(TaskState state) {
    return states[state.ordinal()];
  }

  public long total(Happening what) {
    long total = 0;
    for (Minute minute : minutes.values()) {
      total += minute.counts[what.ordinal()];
    }
    return total;
  }

  public long rowsBegun() {
    return minutes.values().stream().mapToLong(m -> m.all.rows).sum();
  }

  void count(Happening what, long atMillis) {
    minute(atMillis).counts[what.ordinal()]++;
  }

  void began(TaskRow row, long atMillis) {
    minute(atMillis).began(row);
  }

  void enter(TaskRow row) {
    move(row, 1);
  }

  void leave(TaskRow row) {
    move(row, -1);
  }

  private void move(TaskRow row, int by) {
    if (row.discardedAt == 0) {
      states[row.state.ordinal()] += by;
    }
  }

  private Minute minute(long atMillis) {
    long start = Minute.startOf(atMillis);
    Minute known = latest;
    if (known == null || known.startMillis != start) {
      known = minutes.computeIfAbsent(start, Minute::new);
      latest = known;
    }
    return known;
  }
}
