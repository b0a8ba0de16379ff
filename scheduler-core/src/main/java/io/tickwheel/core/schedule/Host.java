package io.tickwheel.core.schedule;

import io.tickwheel.message.PartitionEvent;
import io.tickwheel.model.TaskId;

/// The partition's turn in which schedules decide.
public interface Host {
  long nowMillis();

  int partition();

  /// Whether anything may fire: not while the clock cannot be trusted.
  boolean mayFire();

  /// Whether the turn holds as much as one journal record should; the rest waits for the next.
  boolean isFull();

  /// Applies the event and keeps it for the journal.
  void emit(PartitionEvent event);

  /// Whether the partition holds a task of this id already.
  boolean holds(TaskId task);

  /// Asks a run to stop, as a person's cancellation does.
  void cancel(TaskId task, String reason);
}
