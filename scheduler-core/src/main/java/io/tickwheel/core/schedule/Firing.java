package io.tickwheel.core.schedule;

import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.BackfillRun;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.message.SnapshotBlob.BufferRecord;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.Pause;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.packed.PackedSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Decides, when a schedule's time has come or a run of it has ended, what runs and what does not.
final class Firing {
  /// Occurrences that may wait for runs to end.
  private static final int BUFFER_MAX = 1_000;

  private final ScheduleEntry entry;
  private final Host host;

  Firing(ScheduleEntry entry, Host host) {
    this.entry = entry;
    this.host = host;
  }

  /// Decides all occurrences up to now, and what may start since runs have ended. Returns false
  /// when the turn was full before everything was decided.
  boolean settle() {
    pauseAfterFailures();
    endPause();
    if (entry.pause != null) {
      return true;
    }
    return startBuffered() && startBackfill() && makeUp() && fireDue();
  }

  /// Decides the one occurrence of a trigger. Returns whether it runs, now or later.
  boolean trigger(long nominalMillis, Overlap overlap) {
    return fire(new Wish(nominalMillis, 0, Cause.TRIGGER, overlap));
  }

  /// Ends the pause as of `atMillis`: what was due until then does not run.
  void resume(long atMillis) {
    if (!(entry.spec.timing() instanceof Timing.FixedDelay)) {
      skipUntil(atMillis, SkipReason.PAUSED);
    }
    host.emit(new ScheduleEvent.Resumed(entry.place, entry.id));
  }

  /// Records that nothing undecided up to `untilMillis` runs.
  void skipUntil(long untilMillis, SkipReason reason) {
    OptionalLong first = entry.nextNominal();
    OptionalLong last = entry.timetable.previous(untilMillis + 1);
    if (first.isPresent() && last.isPresent() && first.getAsLong() <= last.getAsLong()) {
      int count = Missed.count(entry.timetable, first.getAsLong(), last.getAsLong());
      skip(first.getAsLong(), last.getAsLong(), count, reason, Cause.DUE);
    }
  }

  /// What waits for runs to end does not run any more.
  void withdrawBuffered() {
    for (BufferRecord waiting : List.copyOf(entry.buffered)) {
      skipOne(waiting.nominalMillis(), SkipReason.WITHDRAWN, waiting.cause());
    }
  }

  private record Wish(long nominalMillis, int missed, Cause cause, Overlap overlap) {}

  private void pauseAfterFailures() {
    int most = entry.spec.pauseAfterFailures();
    if (most > 0 && entry.failuresInARow >= most && entry.pause == null) {
      String note = entry.failuresInARow + " runs failed in a row";
      host.emit(
          new ScheduleEvent.Paused(
              entry.place, entry.id, new Pause(host.nowMillis(), 0, note, true)));
    }
  }

  private void endPause() {
    Pause pause = entry.pause;
    if (pause != null && pause.untilMillis() > 0 && pause.untilMillis() <= host.nowMillis()) {
      resume(pause.untilMillis());
    }
  }

  private boolean startBuffered() {
    while (!entry.buffered.isEmpty() && !entry.hasRegularRun()) {
      if (host.isFull()) {
        return false;
      }
      BufferRecord next = entry.buffered.getFirst();
      var wish = new Wish(next.nominalMillis(), next.missed(), next.cause(), Overlap.SKIP);
      start(wish, run(wish), true);
    }
    return true;
  }

  private boolean startBackfill() {
    while (!entry.backfill.isEmpty() && entry.backfillsRunning() < entry.backfillConcurrentMax) {
      if (host.isFull()) {
        return false;
      }
      BackfillRun next = entry.backfill.getFirst();
      start(
          new Wish(next.nominalMillis(), 0, Cause.BACKFILL, Overlap.ALLOW_ALL), next.run(), false);
    }
    return true;
  }

  private boolean makeUp() {
    OptionalLong next = entry.nextNominal();
    long graceFrom = host.nowMillis() - entry.spec.catchUp().graceMillis();
    if (next.isEmpty()
        || next.getAsLong() >= graceFrom
        || entry.spec.timing() instanceof Timing.FixedDelay) {
      return true;
    }
    List<Missed.Step> steps =
        Missed.decide(
            entry.timetable, entry.spec.catchUp(), entry.decidedUntilMillis, host.nowMillis());
    for (Missed.Step step : steps) {
      if (host.isFull()) {
        return false;
      }
      if (entry.runsLeft == 0) {
        return true;
      }
      switch (step) {
        case Missed.Step.Fire(long nominal, int missed) ->
            fire(new Wish(nominal, missed, Cause.CATCH_UP, entry.spec.overlap()));
        case Missed.Step.Skip(long first, long last, int count, SkipReason reason) ->
            skip(first, last, count, reason, Cause.CATCH_UP);
      }
    }
    return true;
  }

  private boolean fireDue() {
    long now = host.nowMillis();
    for (OptionalLong next = entry.nextNominal();
        next.isPresent() && next.getAsLong() <= now;
        next = entry.nextNominal()) {
      if (host.isFull()) {
        return false;
      }
      long nominal = next.getAsLong();
      if (entry.timetable.isExcluded(nominal)) {
        skipOne(nominal, SkipReason.EXCLUDED, Cause.DUE);
      } else {
        boolean late = now - nominal > entry.spec.catchUp().graceMillis();
        Cause cause = late ? Cause.CATCH_UP : Cause.DUE;
        fire(new Wish(nominal, 0, cause, entry.spec.overlap()));
      }
    }
    return true;
  }

  /// Whether it runs, now or later.
  private boolean fire(Wish wish) {
    if (!conditionHolds()) {
      return skipOne(wish.nominalMillis(), SkipReason.CONDITION, wish.cause());
    }
    if (!entry.hasRegularRun() && entry.buffered.isEmpty()) {
      return start(wish, run(wish), false);
    }
    return switch (wish.overlap()) {
      case SKIP -> skipOne(wish.nominalMillis(), SkipReason.OVERLAP, wish.cause());
      case BUFFER_ONE -> replaceBuffered(wish);
      case BUFFER_ALL -> buffer(wish);
      case CANCEL_OTHER -> {
        cancelRuns(wish);
        yield replaceBuffered(wish);
      }
      case TERMINATE_OTHER -> {
        cancelRuns(wish);
        yield start(wish, run(wish), false);
      }
      case ALLOW_ALL -> start(wish, run(wish), false);
    };
  }

  private boolean conditionHolds() {
    Boolean succeeded = entry.lastSucceeded;
    return switch (entry.spec.condition()) {
      case ALWAYS -> true;
      case PREVIOUS_SUCCEEDED -> succeeded == null || succeeded;
      case PREVIOUS_FAILED -> succeeded == null || !succeeded;
    };
  }

  private boolean replaceBuffered(Wish wish) {
    for (BufferRecord waiting : List.copyOf(entry.buffered)) {
      skipOne(waiting.nominalMillis(), SkipReason.REPLACED_IN_BUFFER, waiting.cause());
    }
    return entry.hasRegularRun() ? buffer(wish) : start(wish, run(wish), false);
  }

  private boolean buffer(Wish wish) {
    if (entry.buffered.size() >= BUFFER_MAX) {
      return skipOne(wish.nominalMillis(), SkipReason.BUFFER_FULL, wish.cause());
    }
    host.emit(
        new ScheduleEvent.Buffered(
            entry.place, entry.id, wish.nominalMillis(), wish.missed(), wish.cause()));
    return true;
  }

  private void cancelRuns(Wish wish) {
    for (TaskId run : entry.regularRuns()) {
      host.cancel(run, "the schedule's next run is due at " + text(wish.nominalMillis()));
    }
  }

  /// Triggers may share a nominal time with an occurrence, or with each other.
  private int run(Wish wish) {
    return wish.cause() == Cause.TRIGGER ? (int) entry.firedTotal + 1 : 0;
  }

  private boolean start(Wish wish, int run, boolean waited) {
    long nominal = wish.nominalMillis();
    TaskId task = entry.id.occurrence(host.partition(), nominal, run);
    if (host.holds(task)) {
      return skipOne(nominal, SkipReason.OVERLAP, wish.cause());
    }
    long due = wish.cause() == Cause.DUE ? nominal + jitter(nominal) : host.nowMillis();
    host.emit(
        new TaskEvent.Submitted(task, spec(wish), due, host.nowMillis(), OptionalLong.empty()));
    host.emit(
        new ScheduleEvent.Fired(
            entry.place, entry.id, task, nominal, wish.missed(), wish.cause(), waited));
    return true;
  }

  /// The schedule's task, with the occurrence among its labels.
  private PackedSpec spec(Wish wish) {
    TaskSpec task = entry.spec.task();
    Map<String, String> labels = new HashMap<>(task.labels());
    labels.put("schedule", entry.id.text());
    labels.put("nominal_time", text(wish.nominalMillis()));
    if (wish.missed() > 0) {
      labels.put("missed_count", Integer.toString(wish.missed()));
    }
    return PackedSpec.pack(task.withLabels(labels));
  }

  private long jitter(long nominalMillis) {
    long most = entry.spec.jitterMillis();
    return most == 0
        ? 0
        : Long.remainderUnsigned(entry.id.occurrence(0, nominalMillis, 0).mix(), most + 1);
  }

  private boolean skipOne(long nominalMillis, SkipReason reason, Cause cause) {
    skip(nominalMillis, nominalMillis, 1, reason, cause);
    return false;
  }

  private void skip(long first, long last, int count, SkipReason reason, Cause cause) {
    host.emit(new ScheduleEvent.Skipped(entry.place, entry.id, first, last, count, reason, cause));
  }

  private static String text(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
