package io.tickwheel.wire;

import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleCommand.Reprocess;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.BackfillRun;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.SnapshotBlob;
import io.tickwheel.message.SnapshotBlob.BufferRecord;
import io.tickwheel.message.SnapshotBlob.RunRecord;
import io.tickwheel.message.SnapshotBlob.ScheduleRecord;
import io.tickwheel.message.SnapshotBlob.SkipRecord;
import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.Pause;
import io.tickwheel.model.Payload;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The schedules' values behind the golden files: every kind and every choice once. They never
/// change; a new field or kind gets a new example and a new file.
final class ScheduleExamples {
  private static final TaskId PLACE = TaskId.parse("5f0c91d2-77aa-800b-bfff-0123456789ab");
  private static final TaskId TASK = TaskId.parse("0199c2f0-1234-700b-8123-456789abcdef");
  private static final ScheduleId ID = new ScheduleId("reports.daily:eu@shop-1");
  private static final Incarnation GATEWAY =
      Incarnation.parse("c0ffee00-0000-4000-8000-00000000beef");
  private static final long TIME = 1_790_000_000_123L;
  private static final Pause PAUSE = new Pause(TIME, TIME + 60_000, "漢: moving house", false);
  private static final Pause AUTOMATIC = new Pause(TIME, 0, "3 runs failed in a row", true);

  private ScheduleExamples() {}

  /// One of each timing, and among them one of each policy.
  static List<ScheduleSpec> specs() {
    return List.of(
        new ScheduleSpec(
            "daily report",
            new Timing.Cron("CRON_TZ=Europe/Berlin 0 30 2 L * ?", "UTC", "shift", "both", "and"),
            task(),
            new CatchUp(Misfire.FIRE_ALL, 5_000, 86_400_000, 10_000),
            Overlap.BUFFER_ALL,
            RunCondition.PREVIOUS_SUCCEEDED,
            30_000,
            TIME,
            TIME + 1_000_000,
            12,
            3,
            List.of("2026-12-24/2027-01-01", "0 0 * * SUN"),
            "crontab:shop"),
        spec(
            new Timing.Interval(90_000),
            Misfire.SKIP,
            Overlap.BUFFER_ONE,
            RunCondition.PREVIOUS_FAILED),
        spec(
            new Timing.FixedDelay(1_000),
            Misfire.FIRE_ONCE,
            Overlap.CANCEL_OTHER,
            RunCondition.ALWAYS),
        spec(
            new Timing.Times(List.of(0L, TIME, TIME + 1)),
            Misfire.FIRE_ONCE,
            Overlap.TERMINATE_OTHER,
            RunCondition.ALWAYS),
        ScheduleSpec.of("plain", Timing.Cron.of("@hourly", "Asia/Shanghai"), task()));
  }

  private static ScheduleSpec spec(
      Timing timing, Misfire misfire, Overlap overlap, RunCondition condition) {
    return new ScheduleSpec(
        "sweep",
        timing,
        task(),
        new CatchUp(misfire, 0, 0, 0),
        overlap,
        condition,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        "api");
  }

  private static TaskSpec task() {
    return TaskSpec.of("noop", new Target.Handler(), Payload.of("{\"n\":1}"));
  }

  static CommandFrame commandFrame() {
    var commands = new ArrayList<Command>();
    for (ScheduleSpec spec : specs()) {
      commands.add(new ScheduleCommand.Save(PLACE, ID, spec, commands.isEmpty()));
    }
    commands.add(new ScheduleCommand.Delete(PLACE, ID, ""));
    commands.add(new ScheduleCommand.Delete(PLACE, ID, "sql:shop"));
    commands.add(new ScheduleCommand.Pause(PLACE, ID, TIME, "why"));
    commands.add(new ScheduleCommand.Pause(PLACE, ID, 0, ""));
    commands.add(new ScheduleCommand.Resume(PLACE, ID));
    commands.add(new ScheduleCommand.Trigger(PLACE, ID, Optional.empty()));
    for (Overlap overlap : Overlap.values()) {
      commands.add(new ScheduleCommand.Trigger(PLACE, ID, Optional.of(overlap)));
    }
    for (Reprocess reprocess : Reprocess.values()) {
      boolean dry = reprocess == Reprocess.FAILED;
      commands.add(
          new ScheduleCommand.Backfill(PLACE, ID, TIME - 100, TIME, !dry, 4, reprocess, dry));
    }
    return new CommandFrame(GATEWAY, 10, "_INBOX.abc", commands);
  }

  static JournalRecord eventFrame() {
    var events = new ArrayList<PartitionEvent>();
    for (ScheduleSpec spec : specs()) {
      events.add(new ScheduleEvent.Saved(PLACE, ID, spec, 1 + events.size()));
    }
    events.add(new ScheduleEvent.Deleted(PLACE, ID));
    events.add(new ScheduleEvent.Paused(PLACE, ID, PAUSE));
    events.add(new ScheduleEvent.Paused(PLACE, ID, AUTOMATIC));
    events.add(new ScheduleEvent.Resumed(PLACE, ID));
    for (Cause cause : Cause.values()) {
      events.add(new ScheduleEvent.Fired(PLACE, ID, TASK, TIME, 3, cause, cause == Cause.CATCH_UP));
      events.add(new ScheduleEvent.Buffered(PLACE, ID, TIME + 1, 2, cause));
    }
    for (SkipReason reason : SkipReason.values()) {
      events.add(new ScheduleEvent.Skipped(PLACE, ID, TIME, TIME + 9_000, 10, reason, Cause.DUE));
    }
    events.add(
        new ScheduleEvent.Skipped(PLACE, ID, 0, TIME, 0, SkipReason.MISFIRED, Cause.CATCH_UP));
    events.add(new ScheduleEvent.RunEnded(PLACE, ID, TASK, true, false));
    events.add(new ScheduleEvent.RunEnded(PLACE, ID, TASK, false, true));
    events.add(new ScheduleEvent.BackfillStarted(PLACE, ID, runs(), 4, "again"));
    return new JournalRecord.EventFrame(77, 6, TIME, 4_000_000_002L, List.of(), events);
  }

  private static List<BackfillRun> runs() {
    return List.of(new BackfillRun(TIME, 0), new BackfillRun(TIME - 60_000, 2));
  }

  static ReplyFrame replyFrame() {
    var replies = new ArrayList<Reply>();
    views().forEach(view -> replies.add(new Reply.ScheduleDone(PLACE, view)));
    replies.add(new Reply.Planned(PLACE, List.of(TIME, TIME + 60_000), 7));
    replies.add(new Reply.Planned(PLACE, List.of(), 0));
    replies.add(new Reply.Noted(PLACE));
    replies.add(
        new Reply.Rejected(PLACE, Reply.Reason.UNKNOWN_SCHEDULE, "not here", Optional.empty()));
    replies.add(
        new Reply.Rejected(PLACE, Reply.Reason.SCHEDULE_TAKEN, "sql:shop", Optional.empty()));
    return new ReplyFrame(11, 10, replies);
  }

  static ScheduleQuery query() {
    return new ScheduleQuery("reports.daily", true, 1_000);
  }

  static List<ScheduleView> views() {
    return specs().stream().map(ScheduleExamples::view).toList();
  }

  private static ScheduleView view(ScheduleSpec spec) {
    boolean busy = spec.runsMax() > 0;
    return new ScheduleView(
        ID,
        spec,
        3,
        TIME,
        TIME + 1,
        TIME + 2,
        busy ? TIME + 3 : 0,
        TIME + 4,
        busy ? Optional.of(TASK) : Optional.empty(),
        busy ? 12 : -1,
        1,
        busy ? Optional.of(PAUSE) : Optional.empty(),
        busy ? List.of(TASK, PLACE) : List.of(),
        5,
        6,
        7,
        8);
  }

  static SnapshotBlob snapshotBlob() {
    return SnapshotBlob.ofSchedules(
        200, specs().stream().map(ScheduleExamples::snapshotRecord).toList());
  }

  private static ScheduleRecord snapshotRecord(ScheduleSpec spec) {
    boolean busy = spec.runsMax() > 0;
    return new ScheduleRecord(
        PLACE,
        ID,
        spec,
        3,
        TIME,
        TIME + 1,
        TIME + 2,
        TIME + 3,
        busy ? Optional.of(TASK) : Optional.empty(),
        busy ? Optional.of(false) : Optional.empty(),
        TIME + 4,
        busy ? 12 : -1,
        2,
        busy ? Optional.of(AUTOMATIC) : Optional.empty(),
        busy ? List.of(new RunRecord(TASK, TIME, Cause.TRIGGER)) : List.of(),
        busy ? List.of(new BufferRecord(TIME, 4, Cause.CATCH_UP)) : List.of(),
        busy ? runs() : List.of(),
        busy ? 4 : 0,
        busy ? List.of(new SkipRecord(TIME, TIME + 5)) : List.of(),
        busy ? List.of(TIME - 1, TIME) : List.of(),
        9,
        10);
  }
}
