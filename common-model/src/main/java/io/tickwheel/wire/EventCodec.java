package io.tickwheel.wire;

import static io.tickwheel.wire.ModelCodec.bytes;
import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.incarnation;
import static io.tickwheel.wire.ModelCodec.number;
import static io.tickwheel.wire.ModelCodec.payload;
import static io.tickwheel.wire.ModelCodec.priority;
import static io.tickwheel.wire.ModelCodec.spec;
import static io.tickwheel.wire.ModelCodec.task;

import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.TaskId;
import io.tickwheel.wire.proto.AttemptSucceeded;
import io.tickwheel.wire.proto.CancelRequested;
import io.tickwheel.wire.proto.Discarded;
import io.tickwheel.wire.proto.Dispatched;
import io.tickwheel.wire.proto.Event;
import io.tickwheel.wire.proto.Revived;
import io.tickwheel.wire.proto.StaleResult;
import io.tickwheel.wire.proto.Submitted;
import io.tickwheel.wire.proto.TaskCancelled;
import io.tickwheel.wire.proto.TaskExpired;
import java.util.Optional;
import java.util.OptionalLong;

/// One event of a journal frame; [JournalCodec] is its door.
final class EventCodec {
  private EventCodec() {}

  static Event encode(PartitionEvent event) {
    return switch (event) {
      case TaskEvent task -> encode(task);
      case ScheduleEvent schedule -> ScheduleEventCodec.encode(schedule);
    };
  }

  private static Event encode(TaskEvent event) {
    var proto = Event.newBuilder().setTask(id(event.task()));
    switch (event) {
      case TaskEvent.Submitted submitted -> proto.setSubmitted(submitted(submitted));
      case TaskEvent.Dispatched dispatched ->
          proto.setDispatched(
              Dispatched.newBuilder()
                  .setAttempt(dispatched.attempt())
                  .setExecutor(id(dispatched.executor())));
      case TaskEvent.AttemptSucceeded succeeded -> proto.setSucceeded(succeeded(succeeded));
      case TaskEvent.AttemptFailed failed -> proto.setFailed(NextCodec.failed(failed));
      case TaskEvent.AttemptReturned returned -> proto.setReturned(NextCodec.returned(returned));
      case TaskEvent.AttemptLost lost -> proto.setLost(NextCodec.lost(lost));
      case TaskEvent.CancelRequested requested ->
          proto.setCancelRequested(CancelRequested.newBuilder().setReason(requested.reason()));
      case TaskEvent.Cancelled cancelled ->
          proto.setCancelled(TaskCancelled.newBuilder().setReason(cancelled.reason()));
      case TaskEvent.Expired expired -> proto.setExpired(TaskExpired.getDefaultInstance());
      case TaskEvent.Amended amended -> proto.setAmended(amended(amended));
      case TaskEvent.Revived revived ->
          proto.setRevived(Revived.newBuilder().setLife(revived.life()));
      case TaskEvent.Discarded discarded -> proto.setDiscarded(Discarded.getDefaultInstance());
      case TaskEvent.StaleResult stale ->
          proto.setStale(
              StaleResult.newBuilder()
                  .setAttempt(stale.attempt())
                  .setExecutor(id(stale.executor()))
                  .setOutcome(stale.outcome()));
    }
    return proto.build();
  }

  static PartitionEvent decode(Event proto) {
    TaskId task = task(proto.hasTask(), proto.getTask());
    return switch (proto.getKindCase()) {
      case SUBMITTED -> submitted(task, proto.getSubmitted());
      case DISPATCHED -> dispatched(task, proto.getDispatched());
      case SUCCEEDED -> succeeded(task, proto.getSucceeded());
      case FAILED -> NextCodec.failed(task, proto.getFailed());
      case RETURNED -> NextCodec.returned(task, proto.getReturned());
      case LOST -> NextCodec.lost(task, proto.getLost());
      case CANCEL_REQUESTED ->
          new TaskEvent.CancelRequested(task, proto.getCancelRequested().getReason());
      case CANCELLED -> new TaskEvent.Cancelled(task, proto.getCancelled().getReason());
      case EXPIRED -> new TaskEvent.Expired(task);
      case AMENDED -> amended(task, proto.getAmended());
      case REVIVED -> new TaskEvent.Revived(task, proto.getRevived().getLife());
      case DISCARDED -> new TaskEvent.Discarded(task);
      case STALE -> stale(task, proto.getStale());
      case SCHEDULE_SAVED ->
          ScheduleEventCodec.saved(task, schedule(proto), proto.getScheduleSaved());
      case SCHEDULE_DELETED -> ScheduleEventCodec.deleted(task, schedule(proto));
      case SCHEDULE_PAUSED ->
          new ScheduleEvent.Paused(
              task, schedule(proto), ScheduleCodec.pause(proto.getSchedulePaused()));
      case SCHEDULE_RESUMED -> new ScheduleEvent.Resumed(task, schedule(proto));
      case OCCURRENCE_FIRED ->
          ScheduleEventCodec.fired(task, schedule(proto), proto.getOccurrenceFired());
      case OCCURRENCES_SKIPPED ->
          ScheduleEventCodec.skipped(task, schedule(proto), proto.getOccurrencesSkipped());
      case OCCURRENCE_BUFFERED ->
          ScheduleEventCodec.buffered(task, schedule(proto), proto.getOccurrenceBuffered());
      case SCHEDULE_RUN_ENDED ->
          ScheduleEventCodec.runEnded(task, schedule(proto), proto.getScheduleRunEnded());
      case BACKFILL_STARTED ->
          ScheduleEventCodec.backfillStarted(task, schedule(proto), proto.getBackfillStarted());
      case KIND_NOT_SET -> throw new IllegalArgumentException("an event of unknown kind");
    };
  }

  private static ScheduleId schedule(Event proto) {
    return new ScheduleId(proto.getSchedule());
  }

  private static Submitted submitted(TaskEvent.Submitted submitted) {
    return Submitted.newBuilder()
        .setSpec(bytes(submitted.spec()))
        .setRunAtMillis(submitted.runAtMillis())
        .setCreatedAtMillis(submitted.createdAtMillis())
        .setKeyed(submitted.requestHash().isPresent())
        .setRequestHash(submitted.requestHash().orElse(0))
        .build();
  }

  private static TaskEvent submitted(TaskId task, Submitted proto) {
    return new TaskEvent.Submitted(
        task,
        spec(proto.getSpec()),
        proto.getRunAtMillis(),
        proto.getCreatedAtMillis(),
        proto.getKeyed() ? OptionalLong.of(proto.getRequestHash()) : OptionalLong.empty());
  }

  private static TaskEvent dispatched(TaskId task, Dispatched proto) {
    return new TaskEvent.Dispatched(
        task, proto.getAttempt(), incarnation(proto.hasExecutor(), proto.getExecutor()));
  }

  private static AttemptSucceeded succeeded(TaskEvent.AttemptSucceeded succeeded) {
    return AttemptSucceeded.newBuilder()
        .setAttempt(succeeded.attempt())
        .setExecutor(id(succeeded.executor()))
        .setStartedAtMillis(succeeded.startedAtMillis())
        .setEndedAtMillis(succeeded.endedAtMillis())
        .setOutput(bytes(succeeded.output()))
        .build();
  }

  private static TaskEvent succeeded(TaskId task, AttemptSucceeded proto) {
    return new TaskEvent.AttemptSucceeded(
        task,
        proto.getAttempt(),
        incarnation(proto.hasExecutor(), proto.getExecutor()),
        proto.getStartedAtMillis(),
        proto.getEndedAtMillis(),
        payload(proto.getOutput()));
  }

  private static io.tickwheel.wire.proto.Amended amended(TaskEvent.Amended amended) {
    var proto =
        io.tickwheel.wire.proto.Amended.newBuilder().setPriorityValue(number(amended.priority()));
    amended.runAtMillis().ifPresent(proto::setRunAtMillis);
    amended.payload().ifPresent(payload -> proto.setPayload(bytes(payload)));
    return proto.build();
  }

  private static TaskEvent amended(TaskId task, io.tickwheel.wire.proto.Amended proto) {
    return new TaskEvent.Amended(
        task,
        proto.hasRunAtMillis() ? OptionalLong.of(proto.getRunAtMillis()) : OptionalLong.empty(),
        priority(proto.getPriorityValue()),
        proto.hasPayload() ? Optional.of(payload(proto.getPayload())) : Optional.empty());
  }

  private static TaskEvent stale(TaskId task, StaleResult proto) {
    return new TaskEvent.StaleResult(
        task,
        proto.getAttempt(),
        incarnation(proto.hasExecutor(), proto.getExecutor()),
        proto.getOutcome());
  }
}
