package io.tickwheel.worker;

import io.tickwheel.message.Command;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.DispatchMark;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskSpec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One incarnation of a worker: what it was given under this name, until everything is answered or
/// the lease is lost. Thread-safe.
final class Life implements SlotGroup.Endings {
  /// Outputs are kept in the journal and shown to people; larger ones belong elsewhere.
  static final int OUTPUT_BYTES_MAX = 1 << 20;

  private static final Logger LOG = System.getLogger(Life.class.getName());

  private final Incarnation me;
  private final WorkerConfig config;
  private final OwnerLink link;
  private final Lease lease;
  private final LongConsumer deadlineSet;
  private final List<SlotGroup> groups = new ArrayList<>();
  private final Map<String, SlotGroup> groupByLane = new HashMap<>();
  private final HeldTable held = new HeldTable();

  /// Guarded by itself, for as long as it takes to hold what a frame brings: a heartbeat must not
  /// tell of a mark without the attempts before it.
  private final DispatchMarks marks = new DispatchMarks();

  private boolean refusing;
  private volatile boolean lapsed;

  /// `deadlineSet` hears the monotonic time at which [#checkTimes] is needed at the latest.
  Life(Incarnation me, WorkerConfig config, OwnerLink link, Lease lease, LongConsumer deadlineSet) {
    this.me = me;
    this.config = config;
    this.link = link;
    this.lease = lease;
    this.deadlineSet = deadlineSet;
    for (LaneGroup group : config.groups()) {
      var slots = new SlotGroup(group, lease, this, System.nanoTime());
      groups.add(slots);
      group.lanes().forEach(lane -> groupByLane.put(lane, slots));
    }
  }

  Incarnation incarnation() {
    return me;
  }

  Lease lease() {
    return lease;
  }

  List<SlotGroup> groups() {
    return groups;
  }

  void accept(DispatchFrame frame) {
    synchronized (marks) {
      if (marks.pass(frame.partition(), frame.mark())) {
        frame.dispatches().forEach(this::acceptOrLeave);
      }
    }
  }

  /// What waits ends first: a slot that a stopped attempt leaves must not start another that is to
  /// be stopped.
  void stop(StopFrame frame) {
    synchronized (marks) {
      if (!marks.heeds(frame.partition(), frame.epoch())) {
        return;
      }
      var _ = marks.pass(frame.partition(), frame.mark());
    }
    List<HeldAttempt> running = new ArrayList<>();
    for (AttemptId id : frame.attempts()) {
      if (held.get(id.task()) instanceof HeldAttempt attempt
          && attempt.id().equals(id)
          && !endedWaiting(attempt, Stop.CANCELLED)) {
        running.add(attempt);
      }
    }
    running.forEach(attempt -> stopRunning(attempt, Stop.CANCELLED));
  }

  /// What waits goes back to its owners at once, and what still comes too.
  void refuseAll() {
    startRefusing();
    for (SlotGroup group : groups) {
      for (HeldAttempt attempt : group.clear()) {
        if (attempt.endWaiting()) {
          report(attempt, 0, new Outcome.Refused("the executor is draining"));
        }
      }
    }
  }

  /// The lease is over: owners give the attempts to others, so here they end unreported or too late
  /// to matter.
  void lapse() {
    if (lapsed) {
      return;
    }
    lapsed = true;
    startRefusing();
    groups.forEach(group -> group.clear().forEach(HeldAttempt::endWaiting));
    stopRunning(Stop.LEASE_LOST);
    held.wakeWaiters();
  }

  boolean hasLapsed() {
    return lapsed;
  }

  void stopRunning(Stop why) {
    held.forEachAttempt(attempt -> attempt.stop(why, System.nanoTime()));
    deadlineSet.accept(System.nanoTime());
  }

  /// Returns the nanoseconds until it has to be called again, Long.MAX_VALUE when nothing runs.
  long checkTimes(long nowNanos) {
    var next = new LongAccumulator(Math::min, Long.MAX_VALUE);
    held.forEachAttempt(
        attempt -> {
          attempt.checkTime(nowNanos).ifPresent(outcome -> abandon(attempt, outcome));
          next.accumulate(attempt.nanosUntilCheck(nowNanos));
        });
    return next.get();
  }

  boolean awaitIdle(long deadlineNanos) throws InterruptedException {
    boolean idle = true;
    for (SlotGroup group : groups) {
      idle &= group.awaitIdle(deadlineNanos);
    }
    return idle;
  }

  /// False when results are still unacknowledged at `deadlineNanos`.
  boolean awaitAnswered(long deadlineNanos) throws InterruptedException {
    return held.awaitEmpty(deadlineNanos, this::hasLapsed);
  }

  ExecutorBeat beat(long number, boolean draining, boolean leaving) {
    Map<Integer, DispatchMark> passed;
    synchronized (marks) {
      passed = marks.copy(); // before what is held: an attempt within a mark is held or answered
    }
    HeldTable.Told told = held.told();
    Load load = config.load().get();
    return new ExecutorBeat(
        me,
        config.name(),
        config.labels(),
        groups.stream().map(Life::capacity).toList(),
        told.held(),
        told.resultPositions(),
        passed,
        load.cpu(),
        load.memory(),
        draining,
        leaving,
        System.currentTimeMillis(),
        config.isolation(),
        number);
  }

  @Override
  public void begun(long deadlineNanos) {
    deadlineSet.accept(deadlineNanos);
  }

  @Override
  public void ended(HeldAttempt attempt, Outcome outcome) {
    report(attempt, attempt.startedAtMillis(), bounded(outcome));
  }

  /// One that cannot be taken in is not held, so its owner will miss it; the others are not kept
  /// waiting for it.
  private void acceptOrLeave(Dispatch dispatch) {
    try {
      accept(dispatch);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "attempt " + dispatch.attempt() + " could not be taken in", e);
    }
  }

  private void accept(Dispatch dispatch) {
    AttemptId id = dispatch.attempt();
    Holding before = held.get(id.task());
    if (before != null) {
      if (before.id().number() >= id.number()) {
        return;
      }
      supersede(before);
    }
    TaskSpec spec;
    try {
      spec = dispatch.spec().unpack();
    } catch (IllegalArgumentException e) {
      answer(
          id,
          new Outcome.Failed(
              Failure.fatal(FailureKind.BAD_PAYLOAD, String.valueOf(e.getMessage()))));
      return;
    }
    SlotGroup group = groupByLane.get(spec.lane());
    if (group == null) {
      answer(id, new Outcome.Refused("this executor does not take " + spec.lane()));
    } else if (group.held().get() >= group.window().limit()) {
      answer(id, new Outcome.Refused("the executor is full"));
    } else {
      var attempt = new Attempt(id, spec, dispatch.dueAtMillis(), dispatch.dispatchedAtMillis());
      if (!take(new HeldAttempt(attempt, group, config.sink(), System.nanoTime()))) {
        answer(id, new Outcome.Refused("the executor is draining"));
      }
    }
  }

  private synchronized boolean take(HeldAttempt attempt) {
    if (refusing) {
      return false;
    }
    held.put(attempt);
    attempt.group().offer(attempt);
    return true;
  }

  private synchronized void startRefusing() {
    refusing = true;
  }

  private void answer(AttemptId id, Outcome outcome) {
    var refusal = new Holding.Refusal(id);
    held.put(refusal);
    report(refusal, 0, outcome);
  }

  private void supersede(Holding older) {
    held.replace(older);
    if (older instanceof HeldAttempt attempt) {
      if (!endedWaiting(attempt, Stop.SUPERSEDED)) {
        stopRunning(attempt, Stop.SUPERSEDED);
      }
    }
  }

  private boolean endedWaiting(HeldAttempt attempt, Stop why) {
    boolean ended = attempt.endWaiting();
    if (ended) {
      report(
          attempt,
          0,
          why == Stop.CANCELLED
              ? new Outcome.Cancelled(why.reason())
              : new Outcome.Refused(why.reason()));
    }
    return ended;
  }

  private void stopRunning(HeldAttempt attempt, Stop why) {
    if (attempt.stop(why, System.nanoTime())) {
      deadlineSet.accept(System.nanoTime() + attempt.group().abandonAfterNanos());
    }
  }

  private void abandon(HeldAttempt attempt, Outcome outcome) {
    attempt.group().abandoned();
    report(attempt, attempt.startedAtMillis(), outcome);
  }

  private void report(Holding holding, long startedAtMillis, Outcome outcome) {
    AttemptId id = holding.id();
    var ended =
        new Command.AttemptEnded(
            id.task(), id.number(), me, startedAtMillis, System.currentTimeMillis(), outcome);
    try {
      link.send(ended, sequence -> held.acknowledged(holding, sequence));
    } catch (IllegalArgumentException e) {
      if (outcome instanceof Outcome.Succeeded) {
        report(holding, startedAtMillis, tooLarge(e.getMessage()));
      } else {
        throw e;
      }
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "the result of attempt " + id + " cannot be sent any more", e);
    }
  }

  private static Outcome bounded(Outcome outcome) {
    return outcome instanceof Outcome.Succeeded(Payload output) && output.size() > OUTPUT_BYTES_MAX
        ? tooLarge("%d bytes; %d are possible".formatted(output.size(), OUTPUT_BYTES_MAX))
        : outcome;
  }

  private static Outcome tooLarge(@Nullable String detail) {
    return new Outcome.Failed(
        Failure.fatal(FailureKind.EXCEPTION, "the output is too large: " + detail));
  }

  private static ExecutorBeat.Capacity capacity(SlotGroup group) {
    LaneGroup config = group.config();
    return new ExecutorBeat.Capacity(
        config.name(), config.lanes(), config.slots(), group.window().size(), group.held().get());
  }
}
