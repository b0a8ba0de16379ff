package io.tickwheel.monitor.projection;

import io.tickwheel.message.ScheduleEvent;

/// What the journal says of schedules: a record of each occurrence, whether it ran or why it did
/// not, and of each change.
final class ScheduleProjection {
  private ScheduleProjection() {}

  static void apply(Batch batch, long place, int partition, long at, ScheduleEvent event) {
    switch (event) {
      case ScheduleEvent.Fired e ->
          batch.occurrences.add(Occurrence.fired(place, partition, e, at));
      case ScheduleEvent.Buffered e ->
          batch.occurrences.add(Occurrence.buffered(place, partition, e, at));
      case ScheduleEvent.Skipped e ->
          batch.occurrences.add(Occurrence.skipped(place, partition, e, at));
      case ScheduleEvent.Saved e -> {
        batch.occurrences.add(Occurrence.change(place, partition, e, OccurrenceOutcome.SAVED, at));
      }
      case ScheduleEvent.Deleted e -> {
        batch.occurrences.add(
            Occurrence.change(place, partition, e, OccurrenceOutcome.DELETED, at));
      }
      case ScheduleEvent.Paused e ->
          batch.occurrences.add(Occurrence.paused(place, partition, e, at));
      case ScheduleEvent.Resumed e ->
          batch.occurrences.add(
              Occurrence.change(place, partition, e, OccurrenceOutcome.RESUMED, at));
      case ScheduleEvent.BackfillStarted e ->
          batch.occurrences.add(Occurrence.backfill(place, partition, e, at));
      case ScheduleEvent.RunEnded _ -> {} // the task's own row tells how it ended
    }
  }
}
