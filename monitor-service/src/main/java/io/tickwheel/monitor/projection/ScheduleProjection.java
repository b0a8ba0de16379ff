package io.tickwheel.monitor.projection;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.monitor.projection.Batch.Claimed;
import io.tickwheel.monitor.projection.Batch.Definition;
import io.tickwheel.wire.ScheduleCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

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
        define(batch, place, partition, e, Optional.of(digest(e.spec())));
      }
      case ScheduleEvent.Deleted e -> {
        batch.occurrences.add(
            Occurrence.change(place, partition, e, OccurrenceOutcome.DELETED, at));
        define(batch, place, partition, e, Optional.empty());
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

  static void claimed(Batch batch, long sequence, int partition, JournalRecord.Claim claim) {
    long place = Place.of(sequence, 0);
    batch.claims.add(new Claimed(partition, place, claim.owner()));
    batch.occurrences.add(
        Occurrence.ofPartition(place, partition, OccurrenceOutcome.STARTING, claim.atMillis()));
  }

  /// The first frame of an ownership says that the take-over is done. Its record stands just before
  /// the frame's first event, where no event can be.
  static void decided(Batch batch, long sequence, int partition, EventFrame frame) {
    if (frame.number() == 1) {
      long place = Place.of(sequence - 1, Place.INDEX_MAX);
      batch.occurrences.add(
          Occurrence.ofPartition(place, partition, OccurrenceOutcome.STARTED, frame.timeMillis()));
    }
  }

  private static void define(
      Batch batch, long place, int partition, ScheduleEvent event, Optional<Payload> digest) {
    batch.definitions.add(new Definition(event.schedule().text(), place, partition, digest));
  }

  /// SHA-256 over the specification as it stands on the wire: equal ones have equal bytes.
  private static Payload digest(ScheduleSpec spec) {
    try {
      return Payload.of(MessageDigest.getInstance("SHA-256").digest(ScheduleCodec.encode(spec)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
