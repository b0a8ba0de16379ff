package io.tickwheel.core.owner;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.partition.Partition;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.core.partition.Turn;
import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.JournalRecord.SourceSeen;
import io.tickwheel.message.Query;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.model.Incarnation;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.CommandCodec;
import io.tickwheel.wire.JournalCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Owns one partition: takes it over, then turn by turn drains commands, lets timers fire,
/// dispatches, appends what was decided, and releases the effects when the append is acknowledged.
/// While an append is in flight input gathers; nothing is decided and nothing is answered, so that
/// nobody ever sees what is not durable.  Not thread-safe: everything happens on the owner loop's
/// thread.
final class PartitionOwner {
  private enum Phase {
    TAKING,
    OWNING,
    /// Finishes what is in flight, then lets go.
    RELEASING,
    GONE
  }

  private static final long TAKING_MAX_MILLIS = 10_000;

  private final int number;
  private final PartitionStore store;
  private final Outbox outbox;
  private final OwnerLimits limits;
  private final Partition partition;
  private final Inbox inbox = new Inbox();
  private final Waiters waiters = new Waiters();
  private final Barriers barriers;
  private final Deque<Runnable> questions = new ArrayDeque<>();
  private final List<Incarnation> lostExecutors = new ArrayList<>();
  private final Map<Incarnation, ExecutorBeat> beats = new LinkedHashMap<>();
  private final Effects effects;
  private Phase phase = Phase.TAKING;
  private @Nullable TakeOver takenOver;
  private @Nullable Snapshots snapshots;
  private Sources sources = new Sources();
  private long commandPosition;
  private long frames;
  private long heldEffects;
  private boolean broken;
  private final long createdAtMillis;
  private long nowMillis;

  /// What all owners of a loop share.
  record Surroundings(
      String instance,
      Fleet fleet,
      Outbox outbox,
      LongSupplier random,
      PartitionLimits partitionLimits,
      OwnerLimits ownerLimits) {}

  PartitionOwner(int number, Surroundings with, PartitionStore store, long nowMillis) {
    this.number = number;
    this.store = new GuardedStore(store, this::broke);
    this.outbox = with.outbox();
    this.limits = with.ownerLimits();
    this.nowMillis = nowMillis;
    this.createdAtMillis = nowMillis;
    this.partition =
        new Partition(number, with.partitionLimits(), with.fleet(), with.random(), nowMillis);
    this.barriers = new Barriers(number);
    this.effects = new Effects(number, partition, outbox, waiters, barriers);
    new TakeOver(number, with.instance(), this.store, partition, outbox, new Taking(), nowMillis)
        .start();
  }

  private final class Taking implements TakeOver.Ending {
    @Override
    public void taken(TakeOver by) {
      own(by);
    }

    @Override
    public void fenced() {
      PartitionOwner.this.fenced();
    }

    @Override
    public void broken(long position, String reason) {
      broke(position, reason);
    }
  }

  boolean isOwning() {
    return phase == Phase.OWNING || phase == Phase.RELEASING;
  }

  /// Whether a take-over is under way. One that lasts long, for it waits for something, holds up no
  /// other.
  boolean isTaking(long now) {
    return phase == Phase.TAKING && Math.abs(now - createdAtMillis) < TAKING_MAX_MILLIS;
  }

  boolean isGone() {
    return phase == Phase.GONE;
  }

  /// Whether it is gone because of what is stored, or by a fault of ours.
  boolean isBroken() {
    return broken;
  }

  Partition partition() {
    return partition;
  }

  long epoch() {
    return takenOver == null ? 0 : takenOver.epoch();
  }

  /// Whether everything decided is durable.
  boolean isSettled() {
    TakeOver taken = takenOver;
    return isOwning() && taken != null && taken.appender().isIdle();
  }

  /// The sequence of the newest record that is ours.
  long lastAppended() {
    TakeOver taken = takenOver;
    return taken == null ? 0 : taken.appender().last();
  }

  void ask(Query query, Object token) {
    questions.add(() -> effects.answer(query, token, nowMillis));
  }

  void ask(ScheduleQuery query, Object token) {
    questions.add(() -> outbox.answer(token, partition.list(query)));
  }

  void executorLost(Incarnation executor) {
    lostExecutors.add(executor);
    beats.remove(executor);
    barriers.forget(executor);
  }

  void hear(ExecutorBeat beat) {
    beats.put(beat.incarnation(), beat);
  }

  /// Lets go as soon as what is in flight is settled.
  void release() {
    if (phase == Phase.OWNING) {
      phase = Phase.RELEASING;
    } else if (phase == Phase.TAKING) {
      leave();
    }
  }

  SchedulerBeat.PartitionCounts counts() {
    return partition.counts(epoch());
  }

  /// One turn, if nothing is in flight. `mayFire` is false while the clock cannot be trusted:
  /// commands are still decided, but nothing fires and nothing starts. Returns whether another turn
  /// would find work at once.
  boolean turn(long now, boolean mayFire) {
    nowMillis = now;
    TakeOver taken = takenOver;
    Snapshots snapshotting = snapshots;
    if (!isOwning() || taken == null || snapshotting == null || !taken.appender().isIdle()) {
      return false;
    }
    if (phase == Phase.RELEASING) {
      outbox.notice(new Notice.Released(number, epoch()));
      leave();
      return false;
    }
    partition.at(now, mayFire);
    barriers.at(now);
    if (isQuiet(mayFire, snapshotting)) {
      return false;
    }
    answerQuestions();
    if (snapshotting.isDue()) {
      snapshotting.step(
          new Snapshots.Position(taken.appender().last(), commandPosition, sources, now));
    }
    long positionBefore = commandPosition;
    Turn turn = new Turn();
    takeCommands(turn);
    heedExecutors(turn);
    int moved = mayFire ? fireAndDispatch(turn) : 0;
    commit(turn, positionBefore, taken, snapshotting);
    return taken.appender().isIdle()
        && (!inbox.isEmpty()
            || moved > 0
            || (mayFire && partition.hasUnsettled())
            || snapshotting.isDue()
            || !questions.isEmpty());
  }

  /// Whether a turn now would change nothing and answer nobody. Most turns are given because of
  /// another partition.
  private boolean isQuiet(boolean mayFire, Snapshots snapshotting) {
    boolean hasInput =
        !inbox.isEmpty() || !questions.isEmpty() || !beats.isEmpty() || !lostExecutors.isEmpty();
    boolean mayStart =
        partition.hasReady()
            || partition.hasUnsettled()
            || partition.nextDeadlineMillis() <= nowMillis;
    return !hasInput
        && !(mayFire && mayStart)
        && !snapshotting.isDue()
        && waiters.nextEndMillis() > nowMillis;
  }

  /// When the next turn has something to do by time alone. While an append is in flight there is no
  /// turn; its acknowledgement brings the next.
  long nextDeadlineMillis() {
    if (!isSettled()) {
      return Long.MAX_VALUE;
    }
    return Math.min(partition.nextDeadlineMillis(), waiters.nextEndMillis());
  }

  private void own(TakeOver by) {
    takenOver = by;
    sources = by.sources();
    commandPosition = by.commandPosition();
    snapshots = new Snapshots(number, by, store, partition, limits, this::fenced);
    partition.activate(nowMillis);
    phase = Phase.OWNING;
    store.openCommands(commandPosition + 1, inbox);
    outbox.notice(by.taken(nowMillis));
  }

  private void fenced() {
    if (phase != Phase.GONE) {
      outbox.notice(new Notice.Fenced(number, epoch(), (int) heldEffects));
      leave();
    }
  }

  /// A turn, or what followed upon an answer of the store, failed by a fault of ours.
  void broke(RuntimeException fault) {
    broke(lastAppended(), String.valueOf(fault));
  }

  private void broke(long position, String reason) {
    if (phase != Phase.GONE) {
      broken = true;
      outbox.notice(new Notice.Broken(number, position, reason));
      leave();
    }
  }

  private void leave() {
    phase = Phase.GONE;
    partition.abandon();
    store.close();
  }

  private void answerQuestions() {
    for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
      question.run();
    }
    effects.answerOverdue(nowMillis);
  }

  private void takeCommands(Turn turn) {
    int commands = 0;
    while (commands < limits.commandsPerTurn() && turn.bytes() < limits.bytesPerTurn()) {
      Inbox.Message message = inbox.poll();
      if (message == null) {
        return;
      }
      if (message.sequence() > commandPosition) {
        commandPosition = message.sequence();
        commands += decide(message, turn);
      }
      message.decided().run();
    }
  }

  private int decide(Inbox.Message message, Turn turn) {
    CommandFrame frame;
    try {
      frame = CommandCodec.decodeCommands(message.bytes());
    } catch (BadWireException e) {
      outbox.notice(
          new Notice.Poison(
              number, "COMMANDS", message.sequence(), String.valueOf(e.getMessage())));
      return 1;
    }
    if (!sources.isNew(frame.source(), frame.number())) {
      return 1;
    }
    SourceSeen seen = new SourceSeen(frame.source(), frame.number(), nowMillis);
    sources.see(seen);
    turn.seen(seen);
    List<Reply> replies = new ArrayList<>(frame.commands().size());
    for (Command command : frame.commands()) {
      replies.add(partition.decide(command, nowMillis, turn));
    }
    if (!frame.replyTo().isEmpty()) {
      turn.answer(frame.replyTo(), number, frame.number(), replies);
    }
    return frame.commands().size();
  }

  private void heedExecutors(Turn turn) {
    for (Incarnation executor : lostExecutors) {
      partition.executorLost(executor, "its executor was not heard from", nowMillis, turn);
    }
    lostExecutors.clear();
    for (ExecutorBeat beat : beats.values()) {
      long certain = barriers.certainBefore(beat, epoch());
      if (partition.reconcile(beat, commandPosition, certain, nowMillis, turn)) {
        barriers.set(beat.incarnation());
        turn.stop(beat.incarnation());
      }
    }
    beats.clear();
  }

  private int fireAndDispatch(Turn turn) {
    int fired = partition.fireDue(nowMillis, limits.timersPerTurn(), turn);
    return fired + partition.dispatch(nowMillis, limits.dispatchesPerTurn(), turn);
  }

  private void commit(Turn turn, long positionBefore, TakeOver taken, Snapshots snapshotting) {
    if (turn.events().isEmpty() && commandPosition == positionBefore) {
      effects.release(turn, epoch(), nowMillis);
      return;
    }
    byte[] record =
        JournalCodec.encode(
            new EventFrame(
                epoch(), ++frames, nowMillis, commandPosition, turn.seen(), turn.events()));
    partition.passed(nowMillis);
    heldEffects = turn.events().size();
    taken
        .appender()
        .append(
            record,
            sequence -> {
              heldEffects = 0;
              snapshotting.appended(record.length);
              effects.release(turn, epoch(), nowMillis);
            });
  }
}
