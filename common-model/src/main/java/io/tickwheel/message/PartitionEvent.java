package io.tickwheel.message;

import io.tickwheel.model.TaskId;

/// What happened in a partition; the journal's content. `key` says which slice of a snapshot it
/// changes.
public sealed interface PartitionEvent permits TaskEvent, ScheduleEvent {
  TaskId key();
}
