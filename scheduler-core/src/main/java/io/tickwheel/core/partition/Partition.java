package io.tickwheel.core.partition;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.ready.Lane;
import io.tickwheel.core.schedule.Host;
import io.tickwheel.core.schedule.ScheduleDecisions;
import io.tickwheel.core.wheel.TimingWheel;
import io.tickwheel.message.Command;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SnapshotBlob.KeyRecord;
import io.tickwheel.message.SnapshotBlob.ScheduleRecord;
import io.tickwheel.message.SnapshotBlob.TaskRecord;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// The state machine of one partition: tasks in, events out. Deciding is pure: time is passed in,
/// randomness was given, nothing is read or written outside. Every decision is applied at once and
/// collected in a [Turn], whose effects the owner releases when the events are durable.
///
/// Not thread-safe: one owner loop owns it. Times are Unix milliseconds.
public final class Partition {
  private static final String NEVER_ARRIVED = "the dispatch never reached its executor";

  private final int number;
  private final PartitionLimits limits;
  private final PartitionState state;
  private final Fleet fleet;
  private final AttemptDecisions attempts;
  private final RequestDecisions requests;
  private final ScheduleDecisions scheduling;
  private long lastMillis;
  private boolean mayFire = true;

  /// `random` gives 64 uniform bits per call; used for jitter only, and its results are journaled.
  public Partition(
      int number, PartitionLimits limits, Fleet fleet, LongSupplier random, long nowMillis) {
    this.number = number;
    this.limits = limits;
    this.fleet = fleet;
    this.state = new PartitionState(limits, fleet, nowMillis);
    this.attempts = new AttemptDecisions(limits, random);
    this.requests = new RequestDecisions(state, this::emit);
    this.scheduling = new ScheduleDecisions(state.schedules);
  }

  /// Begins a turn at this time, which may lie before the last one's.
  /// `mayFire` is false while the clock cannot be trusted.
  public void at(long nowMillis, boolean mayFireNow) {
    mayFire = mayFireNow;
    if (nowMillis < lastMillis) {
      state.clockSetBack(nowMillis);
    }
    lastMillis = nowMillis;
  }

  /// Decides one command.
  public Reply decide(Command command, long nowMillis, Turn turn) {
    return switch (command) {
      case Command.Submit wish -> requests.submit(wish, nowMillis, turn);
      case Command.Cancel wish -> requests.cancel(wish, nowMillis, turn);
      case Command.Retry wish -> requests.retry(wish, nowMillis, turn);
      case Command.Discard wish -> requests.discard(wish, nowMillis, turn);
      case Command.RunNow wish -> requests.runNow(wish, nowMillis, turn);
      case Command.Amend wish -> requests.amend(wish, nowMillis, turn);
      case Command.AttemptEnded result -> ended(result, nowMillis, turn);
      case ScheduleCommand wish -> scheduling.decide(wish, host(turn, nowMillis));
    };
  }

  /// Lets at most `limit` timers fire: tasks become ready, or expire. Returns how many fired.
  public int fireDue(long nowMillis, int limit, Turn turn) {
    int fired = fireTimers(nowMillis, limit, turn);
    state.schedules.settle(host(turn, nowMillis));
    return fired;
  }

  private int fireTimers(long nowMillis, int limit, Turn turn) {
    if (nowMillis < state.wheel.nowMillis()) {
      return 0;
    }
    List<TaskEntry> fired = new ArrayList<>();
    state.wheel.advance(
        nowMillis,
        limit,
        (slot, deadline) -> {
          if (slot < 0) {
            state.schedules.rang(~slot);
          } else {
            TaskEntry entry = state.tasks.bySlot(slot);
            entry.timer = TimingWheel.NO_TIMER;
            fired.add(entry);
          }
        });
    for (TaskEntry entry : fired) {
      if (state.mayExpire(entry) && nowMillis >= entry.startDeadlineMillis()) {
        emit(turn, new TaskEvent.Expired(entry.id), nowMillis);
      } else if (!entry.isWaiting()) {
        state.enqueue(entry);
      }
    }
    return fired.size();
  }

  /// Gives ready tasks to executors with room, the most urgent first, at most `limit`.
  public int dispatch(long nowMillis, int limit, Turn turn) {
    if (state.ready.size() == 0) {
      return 0;
    }
    Set<Lane> blocked = new HashSet<>();
    int dispatched = 0;
    while (dispatched < limit) {
      if (!(state.ready.first(nowMillis, lane -> !blocked.contains(lane))
          instanceof TaskEntry next)) {
        break;
      }
      Incarnation executor = fleet.choose(next.lane.need(), next.lane.selector());
      if (executor == null) {
        blocked.add(next.lane);
        continue;
      }
      dispatch(next, executor, nowMillis, turn);
      dispatched++;
    }
    return dispatched;
  }

  /// The executor is dead: everything it had is lost.
  public void executorLost(Incarnation executor, String reason, long nowMillis, Turn turn) {
    for (TaskEntry entry : List.copyOf(state.runningOn(executor))) {
      lose(entry, executor, reason, nowMillis, turn);
    }
  }

  /// Compares what the executor says it holds with what the journal says it should.
  /// `commandPosition` is how far this partition's commands were consumed: a result that the
  /// executor got acknowledged before this heartbeat must have been among them before an absence
  /// proves anything. What was released before `certainBefore` has arrived there or never will: of
  /// that, what it does not hold never started. Returns whether something later is overdue there,
  // so that
  /// the caller should make certain.
  public boolean reconcile(
      ExecutorBeat beat, long commandPosition, long certainBefore, long nowMillis, Turn turn) {
    if (commandPosition < beat.resultPositions().getOrDefault(number, 0L)) {
      return false;
    }
    Incarnation executor = beat.incarnation();
    Set<AttemptId> held = new HashSet<>();
    for (AttemptId attempt : beat.held()) {
      if (attempt.task().partition() == number) {
        held.add(attempt);
        stopWhatIsNotCurrent(attempt, executor, turn);
      }
    }
    boolean overdue = false;
    for (TaskEntry entry : List.copyOf(state.runningOn(executor))) {
      if (held.contains(new AttemptId(entry.id, entry.attempt))) {
        continue;
      }
      if (entry.releasedAtMillis < certainBefore) {
        emit(turn, attempts.neverArrived(entry, executor, NEVER_ARRIVED, nowMillis), nowMillis);
      } else {
        overdue |= nowMillis - entry.releasedAtMillis >= limits.arrivalMillis();
      }
    }
    return overdue;
  }

  /// Replays one event from the journal, unless `position` is within what a snapshot gave already.
  public void replay(PartitionEvent event, long position, long atMillis) {
    if (position > state.tasks.shelf(event.key()).loadedPosition) {
      state.apply(event, atMillis);
    }
  }

  /// Tells that time passed, as each frame does; old idempotency keys go.
  public void passed(long atMillis) {
    state.passed(atMillis);
  }

  /// Fills one chunk from a snapshot that is true at journal sequence `position`.
  public void load(
      int chunk, long position, List<TaskRecord> tasks, List<KeyRecord> keys, long nowMillis) {
    tasks.forEach(record -> state.restore(record, nowMillis));
    keys.forEach(state::restore);
    Shelf shelf = state.tasks.shelf(chunk);
    shelf.loadedPosition = position;
    shelf.dirty = false;
  }

  /// The schedules of a chunk that is being filled.
  public void load(List<ScheduleRecord> schedules) {
    schedules.forEach(state.schedules::restore);
  }

  /// Replay is over and decisions begin: executors have their whole time to be heard of.
  public void activate(long nowMillis) {
    state.clockSetBack(nowMillis);
    state.schedules.activate();
    lastMillis = nowMillis;
    for (Incarnation executor : state.executors()) {
      state.runningOn(executor).forEach(entry -> entry.releasedAtMillis = nowMillis);
    }
  }

  /// The turn's events are durable and its dispatches on their way.
  public void released(Turn turn, long nowMillis) {
    for (List<Dispatch> sent : turn.dispatches().values()) {
      for (Dispatch dispatch : sent) {
        TaskEntry entry = state.find(dispatch.attempt().task());
        if (entry != null) {
          entry.releasedAtMillis = nowMillis;
        }
      }
    }
  }

  /// The partition is not ours any more: what it used of the fleet is free.
  public void abandon() {
    state.abandon();
  }

  public Optional<TaskView> view(TaskId id) {
    return Views.of(state, id);
  }

  /// When [#fireDue] has something to do at the earliest; Long.MAX_VALUE for never.
  public long nextDeadlineMillis() {
    return state.wheel.nextDeadline();
  }

  public boolean hasReady() {
    return state.ready.size() > 0;
  }

  /// Whether schedules are still to be decided about: what did not fit into a turn.
  public boolean hasUnsettled() {
    return state.schedules.hasQueued();
  }

  public List<ScheduleView> list(ScheduleQuery query) {
    return state.schedules.list(query);
  }

  public SchedulerBeat.PartitionCounts counts(long epoch) {
    Counts counts = state.counts;
    return new SchedulerBeat.PartitionCounts(
        number,
        epoch,
        counts.in(TaskState.SCHEDULED),
        counts.in(TaskState.QUEUED),
        counts.in(TaskState.RUNNING),
        counts.in(TaskState.RETRYING),
        counts.in(TaskState.DEAD) + counts.in(TaskState.LOST),
        state.ready.oldestSinceMillis(),
        new SchedulerBeat.Totals(
            counts.submitted, counts.dispatched, counts.succeeded, counts.failed));
  }

  /// Equal for equal journaled content, whatever way led there.
  public long digest() {
    return state.digest();
  }

  /// The slices in which snapshots are taken.
  public static int chunks() {
    return TaskTable.SHELVES;
  }

  /// A chunk's content for a snapshot; clears its mark.
  public ChunkContent take(int chunk) {
    Shelf shelf = state.tasks.shelf(chunk);
    shelf.dirty = false;
    List<TaskRecord> tasks = new ArrayList<>(shelf.size());
    shelf.forEach(entry -> tasks.add(entry.record()));
    return new ChunkContent(
        tasks,
        List.copyOf(shelf.keys().values()),
        state.schedules.records(place -> TaskTable.chunk(place) == chunk));
  }

  /// Whether the chunk changed since it was last taken.
  public boolean isDirty(int chunk) {
    return state.tasks.shelf(chunk).dirty;
  }

  public record ChunkContent(
      List<TaskRecord> tasks, List<KeyRecord> keys, List<ScheduleRecord> schedules) {}

  private Reply ended(Command.AttemptEnded result, long nowMillis, Turn turn) {
    TaskEntry entry = state.find(result.task());
    if (result.outcome() instanceof Outcome.Refused && entry != null) {
      fleet.refused(result.executor(), entry.lane.need());
    }
    emit(turn, attempts.ended(entry, result, nowMillis), nowMillis);
    return new Reply.Noted(result.task());
  }

  private void dispatch(TaskEntry entry, Incarnation executor, long nowMillis, Turn turn) {
    int attempt = entry.attempt + 1;
    emit(turn, new TaskEvent.Dispatched(entry.id, attempt, executor), nowMillis);
    turn.dispatch(
        executor,
        new Dispatch(new AttemptId(entry.id, attempt), entry.spec(), entry.dueAtMillis, nowMillis));
  }

  private void lose(
      TaskEntry entry, Incarnation executor, String reason, long nowMillis, Turn turn) {
    emit(turn, attempts.lost(entry, executor, reason, nowMillis), nowMillis);
  }

  private void stopWhatIsNotCurrent(AttemptId attempt, Incarnation executor, Turn turn) {
    TaskEntry entry = state.find(attempt.task());
    boolean wanted =
        entry != null
            && entry.state == TaskState.RUNNING
            && entry.attempt == attempt.number()
            && executor.equals(entry.executor)
            && !entry.cancelling;
    if (!wanted) {
      turn.stop(executor, attempt);
    }
  }

  private void emit(Turn turn, PartitionEvent event, long nowMillis) {
    state.apply(event, nowMillis);
    turn.event(event);
    if (event instanceof TaskEvent last && isFinal(last)) {
      turn.finished(last.task());
      state.schedules.ended(last, host(turn, nowMillis));
    }
  }

  private Host host(Turn turn, long nowMillis) {
    return new Host() {
      @Override
      public long nowMillis() {
        return nowMillis;
      }

      @Override
      public int partition() {
        return number;
      }

      @Override
      public boolean mayFire() {
        return mayFire;
      }

      @Override
      public boolean isFull() {
        return turn.bytes() >= limits.turnBytes();
      }

      @Override
      public void emit(PartitionEvent event) {
        Partition.this.emit(turn, event, nowMillis);
      }

      @Override
      public boolean holds(TaskId task) {
        return state.find(task) != null;
      }

      @Override
      public void cancel(TaskId task, String reason) {
        var _ = requests.cancel(new Command.Cancel(task, reason), nowMillis, turn);
      }
    };
  }

  private static boolean isFinal(TaskEvent event) {
    return switch (event) {
      case TaskEvent.AttemptSucceeded e -> true;
      case TaskEvent.Cancelled e -> true;
      case TaskEvent.Expired e -> true;
      case TaskEvent.AttemptFailed e -> !(e.next() instanceof TaskEvent.Next.RetryAt);
      case TaskEvent.AttemptReturned e -> !(e.next() instanceof TaskEvent.Next.RetryAt);
      case TaskEvent.AttemptLost e -> !(e.next() instanceof TaskEvent.Next.RetryAt);
      case TaskEvent.Submitted e -> false;
      case TaskEvent.Dispatched e -> false;
      case TaskEvent.CancelRequested e -> false;
      case TaskEvent.Amended e -> false;
      case TaskEvent.Revived e -> false;
      case TaskEvent.Discarded e -> false;
      case TaskEvent.StaleResult e -> false;
    };
  }
}
