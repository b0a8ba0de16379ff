package io.tickwheel.wire;

import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.SnapshotBlob;
import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.Pause;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.Timing;
import java.util.ArrayList;
import java.util.List;

/// Valid schedules and what is said of them, the same ones for the same seed.
class RandomSchedules extends RandomModel {
  private static final String ID_LETTERS = "abcXYZ019._:@-";

  RandomSchedules(long seed) {
    super(seed);
  }

  ScheduleId schedule() {
    var text = new StringBuilder("s");
    for (int n = random.nextInt(20); n > 0; n--) {
      text.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
    }
    return new ScheduleId(text.toString());
  }

  Timing timing() {
    return switch (random.nextInt(4)) {
      case 0 -> new Timing.Cron(text(), text(), text(), text(), text());
      case 1 -> new Timing.Interval(period());
      case 2 -> new Timing.FixedDelay(period());
      default -> {
        List<Long> times = new ArrayList<>(some(this::time));
        times.add(time());
        yield new Timing.Times(times);
      }
    };
  }

  private long period() {
    return 1_000L * (1 + random.nextInt(366 * 24 * 3_600));
  }

  ScheduleSpec scheduleSpec() {
    long start = time();
    return new ScheduleSpec(
        name(),
        timing(),
        spec(),
        new CatchUp(
            any(Misfire.class),
            random.nextInt(100_000),
            random.nextInt(100_000_000),
            random.nextInt(CatchUp.COUNT_MAX + 1)),
        any(Overlap.class),
        any(RunCondition.class),
        random.nextLong(ScheduleSpec.JITTER_MAX_MILLIS + 1),
        start,
        random.nextBoolean() ? 0 : start + random.nextInt(1_000_000),
        random.nextInt(Integer.MAX_VALUE),
        random.nextInt(Integer.MAX_VALUE),
        some(this::text),
        name());
  }

  ScheduleCommand scheduleCommand() {
    return switch (random.nextInt(6)) {
      case 0 -> new ScheduleCommand.Save(task(), schedule(), scheduleSpec(), random.nextBoolean());
      case 1 -> new ScheduleCommand.Delete(task(), schedule(), text());
      case 2 -> new ScheduleCommand.Pause(task(), schedule(), time(), text());
      case 3 -> new ScheduleCommand.Resume(task(), schedule());
      case 4 -> new ScheduleCommand.Trigger(task(), schedule(), maybe(() -> any(Overlap.class)));
      default ->
          new ScheduleCommand.Backfill(
              task(),
              schedule(),
              time(),
              time(),
              random.nextBoolean(),
              random.nextInt(),
              any(ScheduleCommand.Reprocess.class),
              random.nextBoolean());
    };
  }

  ScheduleEvent scheduleEvent() {
    return switch (random.nextInt(9)) {
      case 0 -> new ScheduleEvent.Saved(task(), schedule(), scheduleSpec(), random.nextInt());
      case 1 -> new ScheduleEvent.Deleted(task(), schedule());
      case 2 -> new ScheduleEvent.Paused(task(), schedule(), pause());
      case 3 -> new ScheduleEvent.Resumed(task(), schedule());
      case 4 ->
          new ScheduleEvent.Fired(
              task(),
              schedule(),
              task(),
              time(),
              random.nextInt(),
              any(Cause.class),
              random.nextBoolean());
      case 5 ->
          new ScheduleEvent.Skipped(
              task(),
              schedule(),
              time(),
              time(),
              random.nextInt(),
              any(SkipReason.class),
              any(Cause.class));
      case 6 ->
          new ScheduleEvent.Buffered(
              task(), schedule(), time(), random.nextInt(), any(Cause.class));
      case 7 ->
          new ScheduleEvent.RunEnded(
              task(), schedule(), task(), random.nextBoolean(), random.nextBoolean());
      default ->
          new ScheduleEvent.BackfillStarted(
              task(), schedule(), some(this::backfillRun), random.nextInt(), text());
    };
  }

  Reply scheduleReply() {
    return random.nextBoolean()
        ? new Reply.ScheduleDone(task(), scheduleView())
        : new Reply.Planned(task(), some(this::time), random.nextInt());
  }

  ScheduleQuery scheduleQuery() {
    return new ScheduleQuery(
        text(), random.nextBoolean(), 1 + random.nextInt(ScheduleQuery.LIMIT_MAX));
  }

  List<ScheduleView> scheduleAnswer() {
    return some(this::scheduleView);
  }

  private ScheduleView scheduleView() {
    return new ScheduleView(
        schedule(),
        scheduleSpec(),
        random.nextInt(),
        time(),
        time(),
        time(),
        time(),
        time(),
        maybe(this::task),
        random.nextInt(),
        random.nextInt(),
        maybe(this::pause),
        some(this::task),
        random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        random.nextLong());
  }

  SnapshotBlob snapshotBlob() {
    return new SnapshotBlob(
        random.nextInt(256),
        some(this::taskRecord),
        some(() -> new SnapshotBlob.KeyRecord(task(), random.nextLong(), time(), time())),
        some(this::scheduleRecord));
  }

  private SnapshotBlob.TaskRecord taskRecord() {
    return new SnapshotBlob.TaskRecord(
        task(),
        any(TaskState.class),
        packed(),
        time(),
        time(),
        time(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextBoolean(),
        random.nextBoolean(),
        maybe(this::incarnation),
        maybe(this::failure));
  }

  private SnapshotBlob.ScheduleRecord scheduleRecord() {
    return new SnapshotBlob.ScheduleRecord(
        task(),
        schedule(),
        scheduleSpec(),
        random.nextInt(),
        time(),
        time(),
        time(),
        time(),
        maybe(this::task),
        maybe(random::nextBoolean),
        time(),
        random.nextInt(),
        random.nextInt(),
        maybe(this::pause),
        some(() -> new SnapshotBlob.RunRecord(task(), time(), any(Cause.class))),
        some(() -> new SnapshotBlob.BufferRecord(time(), random.nextInt(), any(Cause.class))),
        some(this::backfillRun),
        random.nextInt(),
        some(() -> new SnapshotBlob.SkipRecord(time(), time())),
        some(this::time),
        random.nextLong(),
        random.nextLong());
  }

  private ScheduleEvent.BackfillRun backfillRun() {
    return new ScheduleEvent.BackfillRun(time(), random.nextInt());
  }

  private Pause pause() {
    return new Pause(time(), time(), text(), random.nextBoolean());
  }
}
