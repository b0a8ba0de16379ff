package io.tickwheel.monitor.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.BackfillRun;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Projection;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.monitor.store.BatchWriter;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.HistoryDatabase;
import io.tickwheel.wire.JournalCodec;
import io.tickwheel.wire.ScheduleCodec;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// From the journal through the history to what others hear.
@Timeout(60)
class TellerTest {
  private static final long NOW = 1_780_000_000_000L;
  private static final int PARTITION = 3;
  private static final ScheduleId ID = new ScheduleId("reports.daily");
  private static final TaskId PLACE = ID.place(16);
  private static final TaskId TASK = ID.occurrence(PARTITION, NOW, 0);

  private final LinkedBlockingQueue<Told> heard = new LinkedBlockingQueue<>();
  private final Path folder;
  private final HistoryDatabase database;

  private record Told(String id, String subject, String json) {}

  TellerTest(@TempDir Path folder) {
    this.folder = folder;
    this.database = HistoryDatabase.open(folder);
    var _ = database.beginAt("one");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aFiringIsToldAsDecidedAndAsATaskWithItsDigest() throws Exception {
    ScheduleSpec spec = spec("n");
    frame(
        1,
        NOW + 10,
        new ScheduleEvent.Saved(PLACE, ID, spec, 1),
        fired(NOW, Cause.DUE),
        new ScheduleEvent.Saved(PLACE, ID, spec("other"), 2),
        new ScheduleEvent.Skipped(PLACE, ID, NOW, NOW, 1, SkipReason.OVERLAP, Cause.DUE));
    List<Told> told = told(2);
    assertThat(told)
        .extracting(Told::subject)
        .containsExactly(
            "tw.events.cron.schedule.reports_daily", "tw.events.cron.scheduled.reports_daily");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(ScheduleCodec.encode(spec));
    assertThat(told.getLast().json())
        .isEqualTo(
            """
            {"specversion":"1.0","id":"%s","source":"/tickwheel/partitions/3",\
            "type":"cron:scheduled","subject":"reports.daily","time":"2026-05-28T20:26:40.010Z",\
            "datacontenttype":"application/json","data":{"schedule":"reports.daily",\
            "nominal_time":"2026-05-28T20:26:40.000Z","cause":"due","missed":0,"waited":false,\
            "task_id":"%s","digest":"sha-256:%s"}}"""
                .formatted(told.getLast().id(), TASK, HexFormat.of().formatHex(digest)));
  }

  @Test
  void lateAndEarlyTimersAreToldWithByHowMuch() throws Exception {
    frame(1, NOW + 1_000, fired(NOW, Cause.DUE));
    frame(2, NOW + 1_001, fired(NOW, Cause.DUE));
    frame(3, NOW - 1, fired(NOW, Cause.DUE));
    frame(4, NOW + 900_000, fired(NOW, Cause.BACKFILL));
    List<Told> told = told(10);
    assertThat(kinds(told))
        .containsExactly(
            "schedule",
            "scheduled",
            "schedule",
            "scheduled",
            "overdueTimer",
            "schedule",
            "scheduled",
            "prematureTimer",
            "schedule",
            "scheduled");
    assertThat(told.get(4).json()).contains("\"late\":\"PT1.001S\"");
    assertThat(told.get(7).json()).contains("\"early\":\"PT0.001S\"");
    assertThat(told.getLast().json()).doesNotContain("digest");
  }

  @Test
  void backfillsAreTold() throws Exception {
    frame(
        1,
        NOW,
        new ScheduleEvent.BackfillStarted(
            PLACE, ID, List.of(new BackfillRun(NOW, 0), new BackfillRun(NOW - 5, 0)), 2, "gap"));
    assertThat(told(1).getFirst().json())
        .contains("\"type\":\"cron:backfill\"", "\"count\":2,\"note\":\"gap\"");
  }

  @Test
  void whoTakesAndLetsGoOfSchedulesIsTold() throws Exception {
    claim(1, "a"); // holds no schedules yet
    frame(2, NOW, new ScheduleEvent.Saved(PLACE, ID, spec("n"), 1));
    claim(3, "b");
    frame(4, NOW, 1, fired(NOW, Cause.DUE)); // the first of the new owner
    frame(5, NOW, 2, new ScheduleEvent.Deleted(PLACE, ID));
    claim(6, "c");
    List<Told> told = told(5);
    assertThat(kinds(told))
        .containsExactly("stopped", "starting", "started", "schedule", "scheduled");
    assertThat(told)
        .extracting(Told::json)
        .satisfiesExactly(
            json -> assertThat(json).contains("\"scheduler\":\"a\",\"schedules\":1"),
            json -> assertThat(json).contains("\"scheduler\":\"b\",\"schedules\":1"),
            json -> assertThat(json).contains("\"scheduler\":\"b\",\"schedules\":1"),
            json -> assertThat(json).contains("cron:schedule\""),
            json -> assertThat(json).contains("cron:scheduled\""));
    assertThat(told.getFirst().subject()).isEqualTo("tw.events.cron.stopped.3");
  }

  @Test
  void whatFailedIsToldAgainUnderTheSameId() throws Exception {
    for (int frame = 1; frame <= 400; frame++) {
      frame(frame, NOW, fired(NOW, Cause.DUE));
    }
    var tries = new AtomicInteger();
    try (Teller teller = teller(tries, 300)) {
      teller.start();
      List<Told> told = take(2 * 400);
      assertThat(told.stream().map(Told::id).distinct()).hasSize(800);
      assertThat(tries.get()).isGreaterThan(801);
    }
  }

  @Test
  void aRestartGoesOnWhereTellingStopped() throws Exception {
    frame(1, NOW, fired(NOW, Cause.DUE));
    List<Told> first = told(2);
    frame(2, NOW + 1, 2, fired(NOW + 1, Cause.DUE));
    List<Told> second = told(2);
    assertThat(second).doesNotContainAnyElementsOf(first);
    assertThat(second.getFirst().json()).contains("2026-05-28T20:26:40.001Z");
  }

  @Test
  void aStreamThatDoesNotAnswerHoldsNothingUp() throws Exception {
    frame(1, NOW, fired(NOW, Cause.DUE));
    var never = new CompletableFuture<Void>();
    try (Teller teller =
        new Teller(
            new History(database),
            TellerTest::patient,
            (subject, id, json) -> {
              heard.add(new Told(id, subject, ""));
              return never;
            },
            folder)) {
      teller.start();
      take(2);
      frame(2, NOW + 1, 2, fired(NOW + 1, Cause.DUE));
      assertThat(new History(database).position().sequence()).isEqualTo(2);
    }
    assertThat(told(4)).hasSize(4);
  }

  private List<Told> told(int count) throws InterruptedException {
    List<Told> told;
    try (Teller teller = teller(new AtomicInteger(), -1)) {
      teller.start();
      told = take(count);
    }
    assertThat(heard).isEmpty();
    return told;
  }

  /// The try of this number fails.
  private Teller teller(AtomicInteger tries, int failing) {
    return new Teller(
        new History(database),
        TellerTest::patient,
        (subject, id, json) -> {
          if (tries.incrementAndGet() == failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("away"));
          }
          heard.add(new Told(id, subject, Payload.of(json).text()));
          return CompletableFuture.completedFuture(null);
        },
        folder);
  }

  private static long patient(long sequence, Duration patience) throws InterruptedException {
    LockSupport.parkNanos(1_000_000);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return sequence;
  }

  private List<Told> take(int count) throws InterruptedException {
    var told = new ArrayList<Told>();
    while (told.stream().map(Told::id).distinct().count() < count) {
      Told next = heard.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("after %s", told.size()).isNotNull();
      told.add(next);
    }
    return told;
  }

  private static List<String> kinds(List<Told> told) {
    return told.stream().map(t -> t.subject().split("\\.", -1)[3]).toList();
  }

  private static ScheduleSpec spec(String name) {
    return ScheduleSpec.of(
        name,
        Timing.Cron.of("@hourly", "UTC"),
        TaskSpec.of("noop", new Target.Handler(), Payload.EMPTY));
  }

  private static ScheduleEvent fired(long nominal, Cause cause) {
    return new ScheduleEvent.Fired(PLACE, ID, TASK, nominal, 0, cause, false);
  }

  private void claim(long sequence, String owner) {
    record(sequence, new JournalRecord.Claim(owner, NOW));
  }

  private void frame(long sequence, long at, ScheduleEvent... events) {
    frame(sequence, at, sequence, events);
  }

  private void frame(long sequence, long at, long number, PartitionEvent... events) {
    record(sequence, new EventFrame(1, number, at, 1, List.of(), List.of(events)));
  }

  private void record(long sequence, JournalRecord record) {
    try (var writer = new BatchWriter(database)) {
      var batch = new Batch(new History(database).position().sequence());
      new Projection(writer.rows(), Pulse.NONE)
          .apply(batch, sequence, PARTITION, NOW, JournalCodec.encode(record));
      writer.write(batch);
    }
  }
}
