package io.tickwheel.monitor.projection;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.projection.Batch.EndedAttempt;
import io.tickwheel.monitor.projection.Batch.SetAside;
import io.tickwheel.monitor.projection.Batch.Stale;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.JournalCodec;
import org.jspecify.annotations.Nullable;

/// Turns journal records into row changes. Every record counts once: those at or before the batch's
/// position are passed over, so a record that is delivered again changes nothing, and reading on
/// from any committed position gives the same rows.  The journal may begin after a task did (it is
/// trimmed behind snapshots): such a task gets a row with what is known, from its first event on.
public final class Projection {
  private final Rows rows;
  private final Pulse pulse;

  public Projection(Rows rows, Pulse pulse) {
    this.rows = rows;
    this.pulse = pulse;
  }

  /// Adds the record's meaning to `batch`. A record that cannot be read is set aside in the batch.
  public void apply(Batch batch, long sequence, int partition, long storedAtMillis, byte[] bytes) {
    if (sequence <= batch.position) {
      return;
    }
    batch.position = sequence;
    batch.bytes += bytes.length;
    JournalRecord record;
    try {
      record = JournalCodec.decode(bytes);
    } catch (BadWireException e) {
      batch.setAside.add(SetAside.of(sequence, -1, partition, storedAtMillis, e, bytes));
      return;
    }
    switch (record) {
      case JournalRecord.Claim claim ->
          ScheduleProjection.claimed(batch, sequence, partition, claim);
      case EventFrame frame -> apply(batch, sequence, partition, frame, bytes);
    }
  }

  private void apply(Batch batch, long sequence, int partition, EventFrame frame, byte[] bytes) {
    ScheduleProjection.decided(batch, sequence, partition, frame);
    for (int index = 0; index < frame.events().size(); index++) {
      PartitionEvent event = frame.events().get(index);
      batch.events++;
      try {
        apply(batch, Place.of(sequence, index), partition, frame.timeMillis(), event);
      } catch (IllegalArgumentException e) {
        batch.setAside.add(SetAside.of(sequence, index, partition, frame.timeMillis(), e, bytes));
      }
    }
  }

  /// Throws IllegalArgumentException, and changes nothing, when the event's content is unreadable.
  private void apply(Batch batch, long place, int partition, long at, PartitionEvent event) {
    switch (event) {
      case TaskEvent task -> apply(batch, place, at, task);
      case ScheduleEvent schedule ->
          ScheduleProjection.apply(batch, place, partition, at, schedule);
    }
  }

  private void apply(Batch batch, long place, long at, TaskEvent event) {
    switch (event) {
      case TaskEvent.Submitted e -> submitted(batch, place, at, e);
      case TaskEvent.StaleResult e -> stale(batch, place, at, e);
      case TaskEvent.Dispatched _,
          TaskEvent.AttemptSucceeded _,
          TaskEvent.AttemptFailed _,
          TaskEvent.AttemptReturned _,
          TaskEvent.AttemptLost _,
          TaskEvent.CancelRequested _,
          TaskEvent.Cancelled _,
          TaskEvent.Expired _,
          TaskEvent.Amended _,
          TaskEvent.Revived _,
          TaskEvent.Discarded _ ->
          changed(batch, place, at, event);
    }
  }

  private void submitted(Batch batch, long place, long at, TaskEvent.Submitted event) {
    SpecSummary summary = SpecSummary.read(event.spec().bytes());
    TaskRow before = event.requestHash().isPresent() ? find(batch, event.task()) : null;
    if (before != null) {
      batch.tally.leave(before); // its idempotency key was forgotten: the id begins again
      batch.replaced.add(before.place);
    }
    var row = new TaskRow(place, event.task());
    row.submitted(event, summary);
    batch.rows.put(event.task(), row);
    batch.tally.began(row, at);
    batch.tally.enter(row);
    count(batch, Happening.SUBMITTED, at);
  }

  private void stale(Batch batch, long place, long at, TaskEvent.StaleResult e) {
    batch.stale.add(new Stale(place, e.task(), e.attempt(), e.executor(), e.outcome(), at));
    count(batch, Happening.STALE, at);
  }

  private void amended(TaskRow row, TaskEvent.Amended event) {
    if (event.priority().isPresent() || event.payload().isPresent()) {
      rewrite(row, event);
    }
    row.amended(event);
  }

  private void rewrite(TaskRow row, TaskEvent.Amended event) {
    byte[] bytes = row.spec != null ? row.spec : row.stored ? rows.specOf(row) : null;
    if (bytes == null) {
      return; // the journal begins after the submission: there is nothing to change
    }
    TaskSpec spec = PackedSpec.of(bytes).unpack();
    spec = event.priority().map(spec::withPriority).orElse(spec);
    TaskSpec amended = event.payload().map(spec::withPayload).orElse(spec);
    byte[] packed = PackedSpec.pack(amended).bytes();
    row.learn(SpecSummary.read(packed), packed);
    row.amended = true;
  }

  private void changed(Batch batch, long place, long at, TaskEvent event) {
    TaskRow row = row(batch, place, at, event.task());
    batch.tally.leave(row);
    switch (event) {
      case TaskEvent.Dispatched e -> dispatched(batch, row, at, e);
      case TaskEvent.AttemptSucceeded e -> {
        row.succeeded(e, at);
        pulse.ran(row.dueAt, e.startedAtMillis(), e.endedAtMillis());
        count(batch, Happening.SUCCEEDED, at);
      }
      case TaskEvent.AttemptFailed e -> {
        row.failed(e);
        pulse.ran(row.dueAt, e.startedAtMillis(), e.endedAtMillis());
        count(batch, Happening.FAILED, at);
        follow(batch, row, e.next(), at);
      }
      case TaskEvent.AttemptReturned e -> {
        row.returned(e, at);
        count(batch, Happening.RETURNED, at);
        follow(batch, row, e.next(), at);
      }
      case TaskEvent.AttemptLost e -> {
        row.lost(e, at);
        count(batch, Happening.ATTEMPT_LOST, at);
        follow(batch, row, e.next(), at);
      }
      case TaskEvent.CancelRequested e -> row.cancelling = true;
      case TaskEvent.Amended e -> amended(row, e);
      case TaskEvent.Cancelled e -> {
        row.cancelled(at);
        count(batch, Happening.CANCELLED, at);
      }
      case TaskEvent.Expired e -> {
        row.finish(TaskState.EXPIRED, at);
        count(batch, Happening.EXPIRED, at);
      }
      case TaskEvent.Revived e -> {
        keepAttempt(batch, row);
        row.revived(e, at);
        count(batch, Happening.REVIVED, at);
      }
      case TaskEvent.Discarded e -> {
        row.discardedAt = at;
        count(batch, Happening.DISCARDED, at);
      }
      case TaskEvent.Submitted e -> throw new IllegalStateException("not a change: " + e);
      case TaskEvent.StaleResult e -> throw new IllegalStateException("not a change: " + e);
    }
    batch.tally.enter(row);
  }

  private void dispatched(Batch batch, TaskRow row, long at, TaskEvent.Dispatched event) {
    if (row.state == TaskState.RUNNING) {
      keepAttempt(batch, row); // its end is not in the journal that is left
    }
    row.dispatched(event, at);
    count(batch, Happening.DISPATCHED, at);
  }

  private void follow(Batch batch, TaskRow row, Next next, long at) {
    switch (next) {
      case Next.RetryAt retry -> keepAttempt(batch, row);
      case Next.Dead dead -> count(batch, Happening.DEAD, at);
      case Next.Lost lost -> count(batch, Happening.LOST, at);
      case Next.Cancelled cancelled -> count(batch, Happening.CANCELLED, at);
    }
    row.follow(next, at);
  }

  private static void keepAttempt(Batch batch, TaskRow row) {
    if (row.attempt > 0) {
      batch.attempts.add(new EndedAttempt(row.place, row.latestAttempt()));
    }
  }

  private void count(Batch batch, Happening what, long at) {
    batch.tally.count(what, at);
    pulse.happened(what, at);
  }

  private TaskRow row(Batch batch, long place, long at, TaskId id) {
    TaskRow known = find(batch, id);
    if (known != null) {
      batch.rows.put(id, known);
      return known;
    }
    var row = new TaskRow(place, id);
    row.createdAt = createdAt(id, at);
    row.runAt = row.createdAt;
    row.dueAt = row.createdAt;
    batch.rows.put(id, row);
    batch.tally.began(row, at);
    batch.tally.enter(row);
    return row;
  }

  private @Nullable TaskRow find(Batch batch, TaskId id) {
    TaskRow touched = batch.rows.get(id);
    return touched != null ? touched : rows.find(id);
  }

  /// A fresh id carries its time; one derived from a key does not.
  private static long createdAt(TaskId id, long at) {
    boolean fresh = (id.high() >>> 12 & 0xf) == 7;
    return fresh ? id.high() >>> 16 : at;
  }
}
