package io.tickwheel.monitor.projection;

import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.TaskId;
import java.util.Optional;

/// What became of an occurrence of a schedule, or of several in a row, or a change of the schedule.
///
/// `firstMillis` and `lastMillis` are nominal times, equal for one occurrence. A change has no
/// nominal time: for a pause `lastMillis` is when it ends, 0 for when it is resumed; for a backfill
/// they span what it runs. `count` is 0 for a change, and when there are too many to count.
public record Occurrence(
    long place,
    int partition,
    String schedule,
    OccurrenceOutcome outcome,
    long firstMillis,
    long lastMillis,
    int count,
    int missed,
    boolean waited,
    Optional<SkipReason> reason,
    Optional<Cause> cause,
    Optional<TaskId> task,
    String note,
    long atMillis) {

  static Occurrence fired(long place, int partition, ScheduleEvent.Fired e, long at) {
    return new Occurrence(
        place,
        partition,
        e.schedule().text(),
        OccurrenceOutcome.FIRED,
        e.nominalMillis(),
        e.nominalMillis(),
        1,
        e.missed(),
        e.waited(),
        Optional.empty(),
        Optional.of(e.cause()),
        Optional.of(e.task()),
        "",
        at);
  }

  static Occurrence buffered(long place, int partition, ScheduleEvent.Buffered e, long at) {
    return new Occurrence(
        place,
        partition,
        e.schedule().text(),
        OccurrenceOutcome.BUFFERED,
        e.nominalMillis(),
        e.nominalMillis(),
        1,
        e.missed(),
        false,
        Optional.empty(),
        Optional.of(e.cause()),
        Optional.empty(),
        "",
        at);
  }

  static Occurrence skipped(long place, int partition, ScheduleEvent.Skipped e, long at) {
    return new Occurrence(
        place,
        partition,
        e.schedule().text(),
        OccurrenceOutcome.SKIPPED,
        e.firstMillis(),
        e.lastMillis(),
        e.count(),
        0,
        false,
        Optional.of(e.reason()),
        Optional.of(e.cause()),
        Optional.empty(),
        "",
        at);
  }

  static Occurrence paused(long place, int partition, ScheduleEvent.Paused e, long at) {
    return change(place, partition, e, OccurrenceOutcome.PAUSED, at)
        .about(0, e.pause().untilMillis(), 0, e.pause().note());
  }

  static Occurrence backfill(long place, int partition, ScheduleEvent.BackfillStarted e, long at) {
    long first = Long.MAX_VALUE;
    long last = 0;
    for (ScheduleEvent.BackfillRun run : e.runs()) {
      first = Math.min(first, run.nominalMillis());
      last = Math.max(last, run.nominalMillis());
    }
    return change(place, partition, e, OccurrenceOutcome.BACKFILL, at)
        .about(e.runs().isEmpty() ? 0 : first, last, e.runs().size(), e.note());
  }

  /// `schedule` is empty: it is about all of the partition's.
  static Occurrence ofPartition(long place, int partition, OccurrenceOutcome what, long at) {
    return change(place, partition, "", what, at);
  }

  static Occurrence change(
      long place, int partition, ScheduleEvent e, OccurrenceOutcome what, long at) {
    return change(place, partition, e.schedule().text(), what, at);
  }

  private static Occurrence change(
      long place, int partition, String schedule, OccurrenceOutcome what, long at) {
    return new Occurrence(
        place,
        partition,
        schedule,
        what,
        0,
        0,
        0,
        0,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        at);
  }

  private Occurrence about(long first, long last, int runs, String why) {
    return new Occurrence(
        place, partition, schedule, outcome, first, last, runs, missed, waited, reason, cause, task,
        why, atMillis);
  }
}
