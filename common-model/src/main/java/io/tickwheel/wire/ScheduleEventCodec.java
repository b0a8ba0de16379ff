package io.tickwheel.wire;

import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.task;
import static io.tickwheel.wire.ScheduleCodec.number;

import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.TaskId;
import io.tickwheel.wire.proto.BackfillStarted;
import io.tickwheel.wire.proto.Event;
import io.tickwheel.wire.proto.OccurrenceBuffered;
import io.tickwheel.wire.proto.OccurrenceFired;
import io.tickwheel.wire.proto.OccurrencesSkipped;
import io.tickwheel.wire.proto.ScheduleDeleted;
import io.tickwheel.wire.proto.ScheduleResumed;
import io.tickwheel.wire.proto.ScheduleRunEnded;
import io.tickwheel.wire.proto.ScheduleSaved;

/// The schedules' half of a journal frame's events; [JournalCodec] is its door.
final class ScheduleEventCodec {
  private ScheduleEventCodec() {}

  static Event encode(ScheduleEvent event) {
    var proto = Event.newBuilder().setTask(id(event.place())).setSchedule(event.schedule().text());
    switch (event) {
      case ScheduleEvent.Saved saved ->
          proto.setScheduleSaved(
              ScheduleSaved.newBuilder()
                  .setSpec(ScheduleCodec.proto(saved.spec()))
                  .setRevision(saved.revision()));
      case ScheduleEvent.Deleted deleted ->
          proto.setScheduleDeleted(ScheduleDeleted.getDefaultInstance());
      case ScheduleEvent.Paused paused ->
          proto.setSchedulePaused(ScheduleCodec.pause(paused.pause()));
      case ScheduleEvent.Resumed resumed ->
          proto.setScheduleResumed(ScheduleResumed.getDefaultInstance());
      case ScheduleEvent.Fired fired ->
          proto.setOccurrenceFired(
              OccurrenceFired.newBuilder()
                  .setTask(id(fired.task()))
                  .setNominalMillis(fired.nominalMillis())
                  .setMissed(fired.missed())
                  .setCauseValue(number(fired.cause()))
                  .setWaited(fired.waited()));
      case ScheduleEvent.Skipped skipped ->
          proto.setOccurrencesSkipped(
              OccurrencesSkipped.newBuilder()
                  .setFirstMillis(skipped.firstMillis())
                  .setLastMillis(skipped.lastMillis())
                  .setCount(skipped.count())
                  .setReasonValue(number(skipped.reason()))
                  .setCauseValue(number(skipped.cause())));
      case ScheduleEvent.Buffered buffered ->
          proto.setOccurrenceBuffered(
              OccurrenceBuffered.newBuilder()
                  .setNominalMillis(buffered.nominalMillis())
                  .setMissed(buffered.missed())
                  .setCauseValue(number(buffered.cause())));
      case ScheduleEvent.RunEnded ended ->
          proto.setScheduleRunEnded(
              ScheduleRunEnded.newBuilder()
                  .setTask(id(ended.task()))
                  .setFailed(ended.failed())
                  .setSucceeded(ended.succeeded()));
      case ScheduleEvent.BackfillStarted started -> {
        var backfill =
            BackfillStarted.newBuilder()
                .setConcurrentMax(started.concurrentMax())
                .setNote(started.note());
        started.runs().forEach(run -> backfill.addRuns(ScheduleCodec.run(run)));
        proto.setBackfillStarted(backfill);
      }
    }
    return proto.build();
  }

  static ScheduleEvent saved(TaskId place, ScheduleId schedule, ScheduleSaved proto) {
    return new ScheduleEvent.Saved(
        place, schedule, ScheduleCodec.model(proto.getSpec()), proto.getRevision());
  }

  static ScheduleEvent deleted(TaskId place, ScheduleId schedule) {
    return new ScheduleEvent.Deleted(place, schedule);
  }

  static ScheduleEvent fired(TaskId place, ScheduleId schedule, OccurrenceFired proto) {
    return new ScheduleEvent.Fired(
        place,
        schedule,
        task(proto.hasTask(), proto.getTask()),
        proto.getNominalMillis(),
        proto.getMissed(),
        ScheduleCodec.cause(proto.getCauseValue()),
        proto.getWaited());
  }

  static ScheduleEvent skipped(TaskId place, ScheduleId schedule, OccurrencesSkipped proto) {
    return new ScheduleEvent.Skipped(
        place,
        schedule,
        proto.getFirstMillis(),
        proto.getLastMillis(),
        proto.getCount(),
        ScheduleCodec.reason(proto.getReasonValue()),
        ScheduleCodec.cause(proto.getCauseValue()));
  }

  static ScheduleEvent buffered(TaskId place, ScheduleId schedule, OccurrenceBuffered proto) {
    return new ScheduleEvent.Buffered(
        place,
        schedule,
        proto.getNominalMillis(),
        proto.getMissed(),
        ScheduleCodec.cause(proto.getCauseValue()));
  }

  static ScheduleEvent runEnded(TaskId place, ScheduleId schedule, ScheduleRunEnded proto) {
    return new ScheduleEvent.RunEnded(
        place,
        schedule,
        task(proto.hasTask(), proto.getTask()),
        proto.getFailed(),
        proto.getSucceeded());
  }

  static ScheduleEvent backfillStarted(TaskId place, ScheduleId schedule, BackfillStarted proto) {
    return new ScheduleEvent.BackfillStarted(
        place,
        schedule,
        Decoding.each(proto.getRunsList(), ScheduleCodec::run),
        proto.getConcurrentMax(),
        proto.getNote());
  }
}
