package io.tickwheel.core.schedule;

import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.BackfillRun;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.message.SnapshotBlob.BufferRecord;
import io.tickwheel.message.SnapshotBlob.RunRecord;
import io.tickwheel.message.SnapshotBlob.ScheduleRecord;
import io.tickwheel.model.Pause;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.Timing;
import io.tickwheel.wire.ScheduleCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A schedule in its owner's memory. Changed by events only, so that what is replayed equals what
/// was decided.
final class ScheduleEntry {
  static final int NO_TIMER = -1;

  /// Failed occurrences that a backfill can run again.
  private static final int FAILED_MAX = 1_000;

  final TaskId place;
  final ScheduleId id;
  ScheduleSpec spec;
  Timetable timetable;
  int revision;
  final long knownSinceMillis;
  long changedAtMillis;

  /// Each occurrence up to here ran, waits, or has a record why not.
  long decidedUntilMillis;

  long lastNominalMillis;
  @Nullable TaskId lastTask;
  @Nullable Boolean lastSucceeded;
  long lastEndedMillis;
  int runsLeft;
  int failuresInARow;
  @Nullable Pause pause;
  final Map<TaskId, RunRecord> running = new LinkedHashMap<>(2);
  final Deque<BufferRecord> buffered = new ArrayDeque<>(1);
  final Deque<BackfillRun> backfill = new ArrayDeque<>(1);
  int backfillConcurrentMax;
  final SkippedSpans skipped;
  private final Deque<Long> failed = new ArrayDeque<>(1);
  long firedTotal;
  private long skippedTotal;

  /// Where its alarm finds it; not journaled.
  int slot = -1;

  int timer = NO_TIMER;
  boolean isQueued;

  ScheduleEntry(ScheduleEvent.Saved saved, long atMillis) {
    this.place = saved.place();
    this.id = saved.schedule();
    this.spec = saved.spec();
    this.knownSinceMillis = atMillis;
    this.timetable = Timetable.of(spec, knownSinceMillis);
    this.skipped = SkippedSpans.before(atMillis);
    save(saved, atMillis);
  }

  ScheduleEntry(ScheduleRecord record) {
    this.place = record.place();
    this.id = record.schedule();
    this.spec = record.spec();
    this.knownSinceMillis = record.knownSinceMillis();
    this.timetable = Timetable.of(spec, knownSinceMillis);
    this.skipped = SkippedSpans.of(record.skipped());
    revision = record.revision();
    changedAtMillis = record.changedAtMillis();
    decidedUntilMillis = record.decidedUntilMillis();
    lastNominalMillis = record.lastNominalMillis();
    lastTask = record.lastTask().orElse(null);
    lastSucceeded = record.lastSucceeded().orElse(null);
    lastEndedMillis = record.lastEndedMillis();
    runsLeft = record.runsLeft();
    failuresInARow = record.failuresInARow();
    pause = record.pause().orElse(null);
    record.running().forEach(run -> running.put(run.task(), run));
    buffered.addAll(record.buffered());
    backfill.addAll(record.backfill());
    backfillConcurrentMax = record.backfillConcurrentMax();
    failed.addAll(record.failed());
    firedTotal = record.firedTotal();
    skippedTotal = record.skippedTotal();
  }

  /// Deleting is the table's.
  void apply(ScheduleEvent event, long atMillis) {
    switch (event) {
      case ScheduleEvent.Saved saved -> save(saved, atMillis);
      case ScheduleEvent.Deleted deleted -> {}
      case ScheduleEvent.Paused paused -> pause = paused.pause();
      case ScheduleEvent.Resumed resumed -> resume();
      case ScheduleEvent.Fired fired -> fired(fired);
      case ScheduleEvent.Skipped skip -> skipped(skip);
      case ScheduleEvent.Buffered waiting -> {
        decide(waiting.nominalMillis(), waiting.cause());
        buffered.add(new BufferRecord(waiting.nominalMillis(), waiting.missed(), waiting.cause()));
      }
      case ScheduleEvent.RunEnded ended -> ended(ended, atMillis);
      case ScheduleEvent.BackfillStarted started -> {
        backfill.addAll(started.runs());
        backfillConcurrentMax = started.concurrentMax();
      }
    }
  }

  /// When the next occurrence is due, excluded ones too; empty when none is to come or when it
  /// depends on a run that is not done.
  OptionalLong nextNominal() {
    if (runsLeft == 0) {
      return OptionalLong.empty();
    }
    return spec.timing() instanceof Timing.FixedDelay(long delayMillis)
        ? nextAfterRun(delayMillis)
        : timetable.next(decidedUntilMillis);
  }

  /// When somebody has to look at it again; Long.MAX_VALUE for never.
  long nextWakeMillis() {
    Pause current = pause;
    if (current != null) {
      return current.untilMillis() == 0 ? Long.MAX_VALUE : current.untilMillis();
    }
    return nextNominal().orElse(Long.MAX_VALUE);
  }

  /// Runs that are not done, but for a backfill's, which go beside the others.
  boolean hasRegularRun() {
    return running.values().stream().anyMatch(run -> run.cause() != Cause.BACKFILL);
  }

  List<TaskId> regularRuns() {
    return running.values().stream()
        .filter(run -> run.cause() != Cause.BACKFILL)
        .map(RunRecord::task)
        .toList();
  }

  int backfillsRunning() {
    return (int) running.values().stream().filter(r -> r.cause() == Cause.BACKFILL).count();
  }

  boolean waitsFor(long nominalMillis) {
    return buffered.stream().anyMatch(b -> b.nominalMillis() == nominalMillis)
        || backfill.stream().anyMatch(b -> b.nominalMillis() == nominalMillis);
  }

  boolean hasFailed(long nominalMillis) {
    return failed.contains(nominalMillis);
  }

  ScheduleRecord record() {
    return new ScheduleRecord(
        place,
        id,
        spec,
        revision,
        knownSinceMillis,
        changedAtMillis,
        decidedUntilMillis,
        lastNominalMillis,
        Optional.ofNullable(lastTask),
        Optional.ofNullable(lastSucceeded),
        lastEndedMillis,
        runsLeft,
        failuresInARow,
        Optional.ofNullable(pause),
        List.copyOf(running.values()),
        List.copyOf(buffered),
        List.copyOf(backfill),
        backfillConcurrentMax,
        skipped.records(),
        new ArrayList<>(failed),
        firedTotal,
        skippedTotal);
  }

  ScheduleView view() {
    return new ScheduleView(
        id,
        spec,
        revision,
        knownSinceMillis,
        changedAtMillis,
        decidedUntilMillis,
        nextShownMillis(),
        lastNominalMillis,
        Optional.ofNullable(lastTask),
        runsLeft,
        failuresInARow,
        Optional.ofNullable(pause),
        List.copyOf(running.keySet()),
        buffered.size(),
        backfill.size(),
        firedTotal,
        skippedTotal);
  }

  /// Equal for equal journaled content.
  long digest() {
    return place.mix() * 31 + Arrays.hashCode(ScheduleCodec.encode(record()));
  }

  private long nextShownMillis() {
    if (runsLeft == 0) {
      return 0;
    }
    return spec.timing() instanceof Timing.FixedDelay
        ? nextNominal().orElse(0)
        : timetable.nextIncluded(decidedUntilMillis).orElse(0);
  }

  private OptionalLong nextAfterRun(long delayMillis) {
    if (hasRegularRun() || !buffered.isEmpty()) {
      return OptionalLong.empty();
    }
    long start = spec.startAtMillis() > 0 ? spec.startAtMillis() : knownSinceMillis + delayMillis;
    long due = lastEndedMillis > 0 ? lastEndedMillis + delayMillis : start;
    if (due <= decidedUntilMillis) {
      due = decidedUntilMillis + delayMillis;
    }
    due = Math.max(due, spec.startAtMillis());
    return spec.endAtMillis() > 0 && due > spec.endAtMillis()
        ? OptionalLong.empty()
        : OptionalLong.of(due);
  }

  private void save(ScheduleEvent.Saved saved, long atMillis) {
    if (revision > 0) {
      spec = saved.spec();
      timetable = Timetable.of(spec, knownSinceMillis);
    }
    revision = saved.revision();
    changedAtMillis = atMillis;
    decidedUntilMillis = Math.max(decidedUntilMillis, atMillis);
    runsLeft = spec.runsMax() == 0 ? -1 : spec.runsMax();
  }

  private void resume() {
    pause = null;
    failuresInARow = 0;
  }

  private void fired(ScheduleEvent.Fired fired) {
    long nominal = fired.nominalMillis();
    if (fired.waited()) {
      leaveBuffer(nominal, fired.cause());
    }
    decide(nominal, fired.cause());
    if (isRegular(fired.cause()) && runsLeft > 0) {
      runsLeft--;
    }
    if (fired.cause() == Cause.BACKFILL) {
      backfill.removeIf(run -> run.nominalMillis() == nominal);
    } else {
      lastNominalMillis = nominal;
      lastTask = fired.task();
    }
    skipped.carve(nominal);
    failed.remove(nominal);
    running.put(fired.task(), new RunRecord(fired.task(), nominal, fired.cause()));
    firedTotal++;
  }

  private void skipped(ScheduleEvent.Skipped skip) {
    long first = skip.firstMillis();
    decide(skip.lastMillis(), skip.cause());
    leaveBuffer(first, skip.cause());
    if (skip.cause() == Cause.BACKFILL) {
      backfill.removeIf(run -> run.nominalMillis() == first);
    }
    if (skip.cause() != Cause.TRIGGER) {
      skipped.add(first, skip.lastMillis(), lastNominalMillis);
    }
    skippedTotal += Math.max(1, skip.count());
  }

  /// A trigger may share its time with an occurrence, or with another trigger.
  private void leaveBuffer(long nominalMillis, Cause cause) {
    for (BufferRecord waiting : buffered) {
      if (waiting.nominalMillis() == nominalMillis && waiting.cause() == cause) {
        buffered.removeFirstOccurrence(waiting);
        return;
      }
    }
  }

  private void ended(ScheduleEvent.RunEnded ended, long atMillis) {
    RunRecord run = running.remove(ended.task());
    if (run == null) {
      throw new IllegalStateException(ended + " of a run that schedule " + id + " does not have");
    }
    if (ended.failed()) {
      if (failed.size() == FAILED_MAX) {
        failed.removeFirst();
      }
      failed.add(run.nominalMillis());
    }
    if (run.cause() != Cause.BACKFILL) {
      lastEndedMillis = atMillis;
      lastSucceeded = ended.succeeded();
      failuresInARow = ended.succeeded() ? 0 : ended.failed() ? failuresInARow + 1 : failuresInARow;
    }
  }

  private void decide(long nominalMillis, Cause cause) {
    if (isRegular(cause)) {
      decidedUntilMillis = Math.max(decidedUntilMillis, nominalMillis);
    }
  }

  private static boolean isRegular(Cause cause) {
    return cause == Cause.DUE || cause == Cause.CATCH_UP;
  }
}
