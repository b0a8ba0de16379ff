package io.tickwheel.monitor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.BackfillRun;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.model.Pause;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Occurrence;
import io.tickwheel.monitor.projection.OccurrenceOutcome;
import io.tickwheel.monitor.projection.Projection;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.wire.JournalCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the journal says of schedules, through a real database file.
class OccurrencesTest {
  private static final long NOW = 1_780_000_000_000L;
  private static final int PARTITION = 3;
  private static final ScheduleId ID = new ScheduleId("reports.daily");
  private static final ScheduleId OTHER = new ScheduleId("other");
  private static final TaskId PLACE = ID.place(16);
  private static final TaskId TASK = ID.occurrence(PARTITION, NOW, 0);

  @TempDir Path folder;

  @Test
  void everyOccurrenceHasARecordOfItsFate() {
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      follow(
          database,
          1,
          new ScheduleEvent.Fired(PLACE, ID, TASK, NOW, 2, Cause.CATCH_UP, true),
          new ScheduleEvent.Buffered(PLACE, ID, NOW + 1, 4, Cause.DUE),
          new ScheduleEvent.Skipped(
              PLACE, ID, NOW - 9, NOW - 3, 7, SkipReason.COALESCED, Cause.CATCH_UP));
      List<Occurrence> found = all(database, Optional.empty());
      assertThat(found)
          .extracting(
              o -> o.outcome().word(),
              Occurrence::firstMillis,
              Occurrence::lastMillis,
              Occurrence::count,
              Occurrence::missed,
              Occurrence::waited)
          .containsExactly(
              tuple("skipped", NOW - 9, NOW - 3, 7, 0, false),
              tuple("buffered", NOW + 1, NOW + 1, 1, 4, false),
              tuple("fired", NOW, NOW, 1, 2, true));
      assertThat(found.getFirst().reason()).contains(SkipReason.COALESCED);
      assertThat(found.getFirst().task()).isEmpty();
      assertThat(found.getLast().task()).contains(TASK);
      assertThat(found.getLast().cause()).contains(Cause.CATCH_UP);
      assertThat(found.getLast().partition()).isEqualTo(PARTITION);
      assertThat(found.getLast().reason()).isEmpty();
    }
  }

  @Test
  void changesStandAmongTheOccurrences() {
    var spec =
        ScheduleSpec.of(
            "n",
            Timing.Cron.of("@hourly", "UTC"),
            TaskSpec.of("noop", new Target.Handler(), Payload.EMPTY));
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      follow(
          database,
          1,
          new ScheduleEvent.Saved(PLACE, ID, spec, 1),
          new ScheduleEvent.Paused(PLACE, ID, new Pause(NOW, NOW + 60_000, "moving", false)),
          new ScheduleEvent.Resumed(PLACE, ID),
          new ScheduleEvent.BackfillStarted(
              PLACE, ID, List.of(new BackfillRun(NOW, 0), new BackfillRun(NOW - 5, 1)), 2, "gap"),
          new ScheduleEvent.RunEnded(PLACE, ID, TASK, true, false),
          new ScheduleEvent.Deleted(PLACE, ID));
      assertThat(all(database, Optional.empty()))
          .extracting(
              o -> o.outcome().word(),
              Occurrence::firstMillis,
              Occurrence::lastMillis,
              Occurrence::count,
              Occurrence::note)
          .containsExactly(
              tuple("deleted", 0L, 0L, 0, ""),
              tuple("backfill", NOW - 5, NOW, 2, "gap"),
              tuple("resumed", 0L, 0L, 0, ""),
              tuple("paused", 0L, NOW + 60_000, 0, "moving"),
              tuple("saved", 0L, 0L, 0, ""));
    }
  }

  @Test
  void aRecordThatComesTwiceCountsOnce() {
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      follow(database, 7, skip(ID, 1), skip(OTHER, 2));
      follow(database, 7, skip(ID, 1), skip(OTHER, 2));
      assertThat(all(database, Optional.empty())).hasSize(1);
      assertThat(new History(database).position().sequence()).isEqualTo(7);
    }
  }

  @Test
  void pagesGoBackThroughOneKindWithoutHoles() {
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      for (int frame = 1; frame <= 30; frame++) {
        follow(database, frame, skip(ID, frame), fired(frame), skip(OTHER, frame));
      }
      var seen = new ArrayList<Long>();
      long before = Long.MAX_VALUE;
      for (List<Occurrence> page = page(database, before);
          !page.isEmpty();
          page = page(database, before)) {
        page.forEach(occurrence -> seen.add(occurrence.firstMillis()));
        before = page.getLast().place();
      }
      assertThat(seen).hasSize(30).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }
  }

  @Test
  void oldRecordsGoAndYoungOnesStay() {
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      for (int frame = 1; frame <= 600; frame++) {
        follow(database, frame, skip(ID, frame), fired(frame));
      }
      forget(database, new Retention.Limits(100, 1_000_000), NOW + 600);
      assertThat(all(database, Optional.empty()))
          .hasSize(2 * 101)
          .allMatch(occurrence -> occurrence.atMillis() >= NOW + 500);
    }
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      for (int frame = 1; frame <= 700; frame++) {
        follow(database, frame, skip(ID, frame), fired(frame));
      }
      forget(database, new Retention.Limits(1_000_000, 50), NOW + 700);
      assertThat(all(database, Optional.empty()))
          .hasSize(50)
          .allMatch(occurrence -> occurrence.atMillis() > NOW + 700 - 25);
    }
  }

  private static void forget(HistoryDatabase database, Retention.Limits limits, long now) {
    var retention = new Retention(database, limits, 0);
    do {
      retention.step(now);
    } while (retention.pauseMillis() < 1_000);
  }

  private static ScheduleEvent skip(ScheduleId id, int number) {
    long nominal = NOW + number;
    return new ScheduleEvent.Skipped(
        id.place(16), id, nominal, nominal, 1, SkipReason.OVERLAP, Cause.DUE);
  }

  private static ScheduleEvent fired(int number) {
    TaskId task = ID.occurrence(PARTITION, NOW + number, 0);
    return new ScheduleEvent.Fired(PLACE, ID, task, NOW + number, 0, Cause.DUE, false);
  }

  private static List<Occurrence> page(HistoryDatabase database, long before) {
    return new History(database).occurrences(ID, Optional.of(OccurrenceOutcome.SKIPPED), before, 7);
  }

  private static List<Occurrence> all(
      HistoryDatabase database, Optional<OccurrenceOutcome> outcome) {
    return new History(database).occurrences(ID, outcome, Long.MAX_VALUE, 10_000);
  }

  private static void follow(HistoryDatabase database, long sequence, PartitionEvent... events) {
    try (var writer = new BatchWriter(database)) {
      var batch = new Batch(new History(database).position().sequence());
      var frame = new EventFrame(1, sequence, NOW + sequence, 1, List.of(), List.of(events));
      new Projection(writer.rows(), Pulse.NONE)
          .apply(batch, sequence, PARTITION, NOW, JournalCodec.encode(frame));
      writer.write(batch);
    }
  }
}
