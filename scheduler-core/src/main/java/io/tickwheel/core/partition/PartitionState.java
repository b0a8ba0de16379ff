package io.tickwheel.core.partition;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.ready.ReadyQueue;
import io.tickwheel.core.schedule.Alarm;
import io.tickwheel.core.schedule.Schedules;
import io.tickwheel.core.wheel.TimingWheel;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.SnapshotBlob.KeyRecord;
import io.tickwheel.message.SnapshotBlob.TaskRecord;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a partition is at one moment, and how each event changes it. Events come from a decision
/// just made or from the journal; both take this one way, so replayed state equals live state.
final class PartitionState {
  private static final long WHEEL_AHEAD_MAX_MILLIS = 1_000;

  final TaskTable tasks = new TaskTable();
  TimingWheel wheel;
  final ReadyQueue ready;
  final Recent recent = new Recent();
  final Counts counts = new Counts();
  private final Map<Incarnation, Set<TaskEntry>> running = new HashMap<>();
  private final KeyExpiry keys;
  private final Fleet fleet;

  /// The wheel's handles: a task's slot, or the complement of a schedule's.
  final Schedules schedules =
      new Schedules(
          new Alarm() {
            @Override
            public int set(long deadlineMillis, int slot) {
              return wheel.schedule(deadlineMillis, ~slot);
            }

            @Override
            public void withdraw(int timer) {
              wheel.cancel(timer);
            }
          });

  PartitionState(PartitionLimits limits, Fleet fleet, long nowMillis) {
    this.wheel = new TimingWheel(nowMillis);
    this.ready = new ReadyQueue(limits.ageingMillis());
    this.keys = new KeyExpiry(limits.keyMillis());
    this.fleet = fleet;
  }

  /// Applies one event that happened at `atMillis`. Throws IllegalStateException when it cannot
  /// follow the state: the journal or the code is wrong, and going on would make it worse.
  void apply(PartitionEvent event, long atMillis) {
    tasks.shelf(event.key()).dirty = true;
    switch (event) {
      case TaskEvent task -> apply(task, atMillis);
      case ScheduleEvent schedule -> schedules.apply(schedule, atMillis);
    }
  }

  private void apply(TaskEvent event, long atMillis) {
    switch (event) {
      case TaskEvent.Submitted e -> submitted(e, atMillis);
      case TaskEvent.Dispatched e -> dispatched(e, atMillis);
      case TaskEvent.AttemptSucceeded e -> succeeded(e, atMillis);
      case TaskEvent.AttemptFailed e -> failed(e, atMillis);
      case TaskEvent.AttemptReturned e -> returned(e, atMillis);
      case TaskEvent.AttemptLost e -> lost(e, atMillis);
      case TaskEvent.CancelRequested e -> held(e).cancelling = true;
      case TaskEvent.Cancelled e -> finish(held(e), TaskState.CANCELLED, atMillis);
      case TaskEvent.Expired e -> finish(held(e), TaskState.EXPIRED, atMillis);
      case TaskEvent.Amended e -> amended(e, atMillis);
      case TaskEvent.Revived e -> revived(e, atMillis);
      case TaskEvent.Discarded e -> discarded(held(e));
      case TaskEvent.StaleResult e -> {}
    }
  }

  /// The clock was set back, or is another scheduler's whose clock was ahead: what became ready by
  /// the wrong time waits again. After a large step the wheel starts anew at the right time; after
  /// a small one it stands still until that time is reached.
  void clockSetBack(long nowMillis) {
    boolean anew = wheel.nowMillis() - nowMillis > WHEEL_AHEAD_MAX_MILLIS;
    if (anew) {
      wheel = new TimingWheel(nowMillis);
    }
    tasks.forEach(
        entry -> {
          boolean timed = entry.timer != TimingWheel.NO_TIMER;
          if (anew) {
            entry.timer = TimingWheel.NO_TIMER;
          }
          entry.releasedAtMillis = Math.min(entry.releasedAtMillis, nowMillis);
          if (entry.state == TaskState.QUEUED && entry.dueAtMillis > nowMillis) {
            rest(entry);
            move(entry, entry.waitingState());
            entry.timer = wheel.schedule(entry.dueAtMillis, entry.slot);
          } else if (timed && anew) {
            long deadline = entry.isWaiting() ? entry.startDeadlineMillis() : entry.dueAtMillis;
            entry.timer = wheel.schedule(deadline, entry.slot);
          }
        });
    if (anew) {
      schedules.setAlarms();
    }
  }

  /// Time passed, as a frame tells it.
  void passed(long atMillis) {
    keys.forget(atMillis, tasks);
  }

  void restore(TaskRecord record, long nowMillis) {
    TaskSpec spec = record.spec().unpack();
    TaskEntry entry =
        new TaskEntry(
            record.id(),
            record.createdAtMillis(),
            record.runAtMillis(),
            record.spec(),
            spec,
            ready.join(spec));
    entry.restore(record);
    tasks.add(entry);
    counts.enter(entry.state);
    switch (entry.state) {
      case SCHEDULED, RETRYING -> entry.timer = wheel.schedule(entry.dueAtMillis, entry.slot);
      case RUNNING -> occupy(entry, nowMillis);
      case DEAD, LOST -> {}
      case BLOCKED, QUEUED, SUCCEEDED, CANCELLED, EXPIRED, SKIPPED ->
          throw new IllegalStateException(entry + " in a snapshot as " + entry.state);
    }
  }

  void restore(KeyRecord key) {
    tasks.shelf(key.id()).keys().put(key.id(), key);
    keys.add(key);
  }

  Set<TaskEntry> runningOn(Incarnation executor) {
    return running.getOrDefault(executor, Set.of());
  }

  Set<Incarnation> executors() {
    return running.keySet();
  }

  /// Gives back what this partition uses of the fleet; the state must not be used afterwards.
  void abandon() {
    running.forEach(
        (executor, entries) -> entries.forEach(e -> fleet.release(executor, e.lane.need())));
    running.clear();
  }

  /// The same for the same journaled content.
  long digest() {
    long[] sum = {0};
    tasks.forEach(entry -> sum[0] += entry.digest());
    for (int chunk = 0; chunk < TaskTable.SHELVES; chunk++) {
      for (KeyRecord key : tasks.shelf(chunk).keys().values()) {
        sum[0] += (key.id().mix() * 31 + key.requestHash()) * 31 + key.createdAtMillis();
      }
    }
    return sum[0] + schedules.digest();
  }

  private void submitted(TaskEvent.Submitted e, long atMillis) {
    TaskSpec spec = e.spec().unpack();
    TaskEntry entry =
        new TaskEntry(
            e.task(), e.createdAtMillis(), e.runAtMillis(), e.spec(), spec, ready.join(spec));
    tasks.add(entry);
    counts.enter(entry.state);
    if (e.requestHash().isPresent()) {
      recent.forget(e.task());
      restore(
          new KeyRecord(
              e.task(), e.requestHash().getAsLong(), e.createdAtMillis(), e.runAtMillis()));
    }
    await(entry, TaskState.SCHEDULED, e.runAtMillis(), atMillis);
    counts.submitted++;
  }

  private void dispatched(TaskEvent.Dispatched e, long atMillis) {
    TaskEntry entry = held(e);
    rest(entry);
    move(entry, TaskState.RUNNING);
    entry.attempt = e.attempt();
    entry.executor = e.executor();
    occupy(entry, atMillis);
    counts.dispatched++;
  }

  private void succeeded(TaskEvent.AttemptSucceeded e, long atMillis) {
    TaskEntry entry = held(e);
    free(entry);
    finish(entry, TaskState.SUCCEEDED, atMillis, e.output());
    counts.succeeded++;
  }

  private void failed(TaskEvent.AttemptFailed e, long atMillis) {
    TaskEntry entry = held(e);
    free(entry);
    entry.started = true;
    entry.charged++;
    entry.lastFailure = e.failure();
    counts.failed++;
    follow(entry, e.next(), atMillis);
  }

  private void returned(TaskEvent.AttemptReturned e, long atMillis) {
    TaskEntry entry = held(e);
    free(entry);
    if (e.started()) {
      entry.started = true;
      entry.uncharged++;
      entry.lastFailure = Failure.retryable(FailureKind.DRAINED, e.reason());
    }
    follow(entry, e.next(), atMillis);
  }

  private void lost(TaskEvent.AttemptLost e, long atMillis) {
    TaskEntry entry = held(e);
    free(entry);
    entry.started = true;
    entry.uncharged++;
    entry.lastFailure = Failure.retryable(FailureKind.EXECUTOR_LOST, e.reason());
    follow(entry, e.next(), atMillis);
  }

  private void follow(TaskEntry entry, Next next, long atMillis) {
    switch (next) {
      case Next.RetryAt(long retryAt) -> await(entry, entry.waitingState(), retryAt, atMillis);
      case Next.Dead() -> move(entry, TaskState.DEAD);
      case Next.Lost() -> move(entry, TaskState.LOST);
      case Next.Cancelled() -> finish(entry, TaskState.CANCELLED, atMillis);
    }
  }

  private void amended(TaskEvent.Amended e, long atMillis) {
    TaskEntry entry = held(e);
    rest(entry);
    if (e.priority().isPresent() || e.payload().isPresent()) {
      TaskSpec spec = entry.spec().unpack();
      spec = e.priority().isPresent() ? spec.withPriority(e.priority().get()) : spec;
      spec = e.payload().isPresent() ? spec.withPayload(e.payload().get()) : spec;
      entry.replaceSpec(spec);
    }
    if (e.runAtMillis().isPresent()) {
      entry.runAtMillis = e.runAtMillis().getAsLong();
      entry.dueAtMillis = entry.runAtMillis;
    }
    await(entry, entry.waitingState(), entry.dueAtMillis, atMillis);
  }

  private void revived(TaskEvent.Revived e, long atMillis) {
    TaskEntry entry = held(e);
    entry.life = e.life();
    entry.charged = 0;
    entry.uncharged = 0;
    entry.cancelling = false;
    entry.started = false;
    await(entry, TaskState.SCHEDULED, atMillis, atMillis);
  }

  private void discarded(TaskEntry entry) {
    counts.leave(entry.state);
    tasks.remove(entry);
    ready.leave(entry.lane);
  }

  /// Waits in the wheel until `dueAtMillis`, or in the ready queue when that is over.
  private void await(TaskEntry entry, TaskState state, long dueAtMillis, long nowMillis) {
    entry.dueAtMillis = dueAtMillis;
    entry.executor = null;
    if (dueAtMillis > nowMillis || mayExpire(entry)) {
      move(entry, state);
      entry.timer = wheel.schedule(dueAtMillis, entry.slot);
    } else {
      enqueue(entry);
    }
  }

  boolean mayExpire(TaskEntry entry) {
    return entry.hasStartDeadline && !entry.started && entry.life == 1;
  }

  /// The task is due: it waits for an executor from now on. Follows from time, not from an event.
  void enqueue(TaskEntry entry) {
    move(entry, TaskState.QUEUED);
    ready.add(entry, entry.lane);
    if (mayExpire(entry)) {
      entry.timer = wheel.schedule(entry.startDeadlineMillis(), entry.slot);
    }
  }

  private void finish(TaskEntry entry, TaskState state, long atMillis) {
    finish(entry, state, atMillis, Payload.EMPTY);
  }

  private void finish(TaskEntry entry, TaskState state, long atMillis, Payload output) {
    rest(entry);
    if (entry.state == TaskState.RUNNING && entry.executor != null) {
      free(entry);
    }
    counts.leave(entry.state);
    tasks.remove(entry);
    ready.leave(entry.lane);
    recent.add(new Recent.Finished(entry, state, atMillis, output));
  }

  /// Out of wheel and ready queue.
  private void rest(TaskEntry entry) {
    if (entry.isWaiting()) {
      ready.remove(entry);
    }
    if (entry.timer != TimingWheel.NO_TIMER) {
      wheel.cancel(entry.timer);
      entry.timer = TimingWheel.NO_TIMER;
    }
  }

  private void occupy(TaskEntry entry, long nowMillis) {
    Incarnation executor = executorOf(entry);
    entry.releasedAtMillis = nowMillis;
    running.computeIfAbsent(executor, id -> new LinkedHashSet<>()).add(entry);
    fleet.take(executor, entry.lane.need());
  }

  private void free(TaskEntry entry) {
    Incarnation executor = executorOf(entry);
    Set<TaskEntry> entries = running.get(executor);
    if (entries == null || !entries.remove(entry)) {
      throw new IllegalStateException(entry + " does not run on " + executor);
    }
    if (entries.isEmpty()) {
      running.remove(executor);
    }
    fleet.release(executor, entry.lane.need());
    entry.executor = null;
  }

  private void move(TaskEntry entry, TaskState to) {
    if (entry.slot < 0) {
      throw new IllegalStateException(entry + " is not held");
    }
    counts.leave(entry.state);
    entry.state = to;
    counts.enter(to);
  }

  private static Incarnation executorOf(TaskEntry entry) {
    if (entry.executor == null) {
      throw new IllegalStateException(entry + " has no executor");
    }
    return entry.executor;
  }

  private TaskEntry held(TaskEvent event) {
    TaskEntry entry = find(event.task());
    if (entry == null) {
      throw new IllegalStateException("unknown task in " + event);
    }
    return entry;
  }

  @Nullable TaskEntry find(TaskId id) {
    return tasks.get(id);
  }
}
