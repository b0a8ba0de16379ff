package io.tickwheel.core.schedule;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.partition.Partition;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.core.partition.Turn;
import io.tickwheel.message.Command;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.Fired;
import io.tickwheel.message.ScheduleEvent.Skipped;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One real partition with one schedule and an executor, and a clock that is set by hand.
final class House {
  static final ScheduleId ID = new ScheduleId("s");

  private static final TaskId PLACE = ID.place(1);
  private static final Incarnation EXECUTOR = new Incarnation(7, 7);
  private static final int WINDOW = 100_000;

  final List<PartitionEvent> events = new ArrayList<>();
  private final Fleet fleet = new Fleet(5_000, Strategy.LEAST_LOAD);
  private final Map<TaskId, Integer> attempts = new HashMap<>();
  private Partition partition;
  private long now;
  private boolean mayFire = true;

  House(String at) {
    now = millis(at);
    partition = partition(now);
  }

  static ScheduleSpec cron(String expression, String zone) {
    return spec(Timing.Cron.of(expression, zone));
  }

  static ScheduleSpec spec(Timing timing) {
    TaskSpec task = TaskSpec.of("work", new Target.Handler(), Payload.of("{}"));
    return ScheduleSpec.of("s", timing, task);
  }

  static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  static String text(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  Reply save(ScheduleSpec spec) {
    return decide(new ScheduleCommand.Save(PLACE, ID, spec, false));
  }

  Reply pause(String until) {
    long untilMillis = until.isEmpty() ? 0 : millis(until);
    return decide(new ScheduleCommand.Pause(PLACE, ID, untilMillis, "maintenance"));
  }

  Reply resume() {
    return decide(new ScheduleCommand.Resume(PLACE, ID));
  }

  Reply delete() {
    return decide(new ScheduleCommand.Delete(PLACE, ID, ""));
  }

  Reply trigger() {
    return decide(new ScheduleCommand.Trigger(PLACE, ID, java.util.Optional.empty()));
  }

  Reply backfill(String from, String until, ScheduleCommand.Reprocess reprocess, boolean dry) {
    return decide(
        new ScheduleCommand.Backfill(
            PLACE, ID, millis(from), millis(until), false, 2, reprocess, dry));
  }

  Reply decide(Command command) {
    var turn = new Turn();
    partition.at(now, mayFire);
    Reply reply = partition.decide(command, now, turn);
    keep(turn);
    play();
    return reply;
  }

  void trustClock(boolean trusted) {
    mayFire = trusted;
  }

  /// Goes there in one step: what is due between is found late.
  void jump(String to) {
    now = millis(to);
    play();
  }

  /// Goes there from due time to due time, never late.
  void walk(String to) {
    long end = millis(to);
    for (long due = partition.nextDeadlineMillis();
        due <= end;
        due = partition.nextDeadlineMillis()) {
      now = Math.max(now, due);
      play();
    }
    now = end;
    play();
  }

  /// Everything that runs or waits to run ends now.
  void finishAll(boolean success) {
    for (TaskId run : view().running()) {
      finish(run, success);
    }
  }

  void finish(TaskId task, boolean success) {
    fleet.hear(beat());
    var turn = new Turn();
    partition.dispatch(now, WINDOW, turn);
    keep(turn);
    Outcome outcome =
        success
            ? new Outcome.Succeeded(Payload.EMPTY)
            : new Outcome.Failed(new Failure(FailureKind.EXCEPTION, "no", 0, false, 0));
    int attempt = attempts.getOrDefault(task, 1);
    decide(new Command.AttemptEnded(task, attempt, EXECUTOR, now, now, outcome));
  }

  ScheduleView view() {
    return partition.list(new ScheduleQuery(ID.text(), true, 1)).getFirst();
  }

  boolean exists() {
    return !partition.list(new ScheduleQuery(ID.text(), true, 1)).isEmpty();
  }

  List<String> fired() {
    return events(Fired.class).stream().map(fired -> text(fired.nominalMillis())).toList();
  }

  /// `reason first..last xcount`
  List<String> skipped() {
    return events(Skipped.class).stream()
        .map(
            s ->
                s.reason()
                    + " "
                    + text(s.firstMillis())
                    + (s.firstMillis() == s.lastMillis() ? "" : ".." + text(s.lastMillis()))
                    + (s.count() == 1 ? "" : " x" + s.count()))
        .toList();
  }

  <E extends ScheduleEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<TaskEvent.Submitted> submitted() {
    return events.stream()
        .filter(TaskEvent.Submitted.class::isInstance)
        .map(TaskEvent.Submitted.class::cast)
        .toList();
  }

  /// Another owner takes over: from a snapshot of now, with nothing to replay.
  void takeOver() {
    Partition next = partition(now);
    for (int chunk = 0; chunk < Partition.chunks(); chunk++) {
      Partition.ChunkContent content = partition.take(chunk);
      next.load(chunk, 1, content.tasks(), content.keys(), now);
      next.load(content.schedules());
    }
    if (next.digest() != partition.digest()) {
      throw new AssertionError("what was restored differs from what was");
    }
    next.activate(now);
    partition = next;
    play();
  }

  private void play() {
    var turn = new Turn();
    partition.at(now, mayFire);
    fleet.at(now);
    for (boolean more = mayFire; more; more = partition.hasUnsettled()) {
      while (partition.fireDue(now, 1_000, turn) > 0) {}
      keep(turn);
      turn = new Turn();
    }
  }

  private void keep(Turn turn) {
    events.addAll(turn.events());
    for (List<Dispatch> sent : turn.dispatches().values()) {
      sent.forEach(d -> attempts.put(d.attempt().task(), d.attempt().number()));
    }
  }

  private Partition partition(long atMillis) {
    return new Partition(0, PartitionLimits.DEFAULT, fleet, () -> 1, atMillis);
  }

  private static ExecutorBeat beat() {
    return new ExecutorBeat(
        EXECUTOR,
        "e",
        Map.of(),
        List.of(new ExecutorBeat.Capacity("g", List.of("handler:work"), WINDOW, WINDOW, 0)),
        List.<AttemptId>of(),
        Map.of(),
        Map.of(),
        0,
        0,
        false,
        false,
        0,
        "none",
        1);
  }
}
