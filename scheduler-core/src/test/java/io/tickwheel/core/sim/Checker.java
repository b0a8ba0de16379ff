package io.tickwheel.core.sim;

import io.tickwheel.core.owner.Notice;
import io.tickwheel.message.Command;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.JournalRecord.Claim;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import io.tickwheel.wire.JournalCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// Watches the journal, the starts of attempts and the acknowledgements, and checks the invariants
/// of the design by their numbers. Knows the product's promises, none of its code.
final class Checker {
  private static final long BEAT_LATE_MILLIS = 2_000;
  private static final long BEATS_MILLIS = 8_000;

  /// Heartbeats without a gap.
  private record Beating(long sinceMillis, long lastMillis) {}

  private final Map<TaskId, TaskRecord> tasks = new HashMap<>();
  private final Map<TaskId, Command.Submit> asked = new HashMap<>();
  private final Set<TaskId> acknowledged = new HashSet<>();
  private final Map<Integer, Long> epochs = new HashMap<>();
  private final Map<Incarnation, Beating> beats = new HashMap<>();
  private final Set<String> started = new HashSet<>();
  private final ScheduleChecker schedules = new ScheduleChecker();
  private final LongSupplier trueMillis;
  private long refusals;
  private long dispatches;

  /// `trueMillis` is the time that no scheduler's clock knows for certain.
  Checker(LongSupplier trueMillis) {
    this.trueMillis = trueMillis;
  }

  void asked(ScheduleCommand.Save save) {
    schedules.asked(save);
  }

  void asked(Command.Submit submit) {
    asked.put(submit.task(), submit);
  }

  void acknowledged(Command.Submit submit) {
    acknowledged.add(submit.task());
    check(
        tasks.containsKey(submit.task()),
        "1: task %s was acknowledged before it was durable",
        submit.task());
  }

  /// An executor told that it lives.
  void beat(Incarnation executor) {
    long now = trueMillis.getAsLong();
    Beating before = beats.get(executor);
    long since =
        before != null && now - before.lastMillis() < BEAT_LATE_MILLIS ? before.sinceMillis() : now;
    beats.put(executor, new Beating(since, now));
  }

  void cancelAcknowledged(TaskView view) {
    check(
        record(view.id()).cancelWished,
        "10: cancel of %s was acknowledged before it was durable",
        view.id());
  }

  void started(Dispatch dispatch, Incarnation executor) {
    TaskRecord task = record(dispatch.attempt().task());
    int attempt = dispatch.attempt().number();
    check(
        task.dispatched.containsKey(attempt),
        "5: %s started before its dispatch was durable",
        dispatch.attempt());
    check(
        executor.equals(task.dispatched.get(attempt)),
        "5: %s started on an executor that the journal does not name",
        dispatch.attempt());
    check(started.add(dispatch.attempt().toString()), "5: %s started twice", dispatch.attempt());
    task.started(attempt);
  }

  void journaled(int partition, long sequence, byte[] bytes) {
    switch (JournalCodec.decode(bytes)) {
      case Claim claim -> epochs.put(partition, sequence);
      case EventFrame frame -> {
        check(
            epochs.getOrDefault(partition, 0L) == frame.epoch(),
            "6: partition %d has a frame of epoch %d after the claim %d",
            partition,
            frame.epoch(),
            epochs.getOrDefault(partition, 0L));
        for (PartitionEvent event : frame.events()) {
          happened(event, frame);
        }
      }
    }
  }

  void noticed(String scheduler, Notice notice) {
    if (notice instanceof Notice.Fenced) {
      refusals++;
    }
    boolean wrong = notice instanceof Notice.Poison || notice instanceof Notice.Broken;
    check(!wrong, "17: %s reports %s", scheduler, notice);
  }

  long refusals() {
    return refusals;
  }

  long dispatches() {
    return dispatches;
  }

  int taskCount() {
    return tasks.size();
  }

  /// After healing: schedulers agree on who has which partition.
  void owned(int partition, long owners) {
    check(owners == 1, "6: partition %d has %d owners though nothing fails", partition, owners);
  }

  /// After healing: everything acknowledged, and everything journaled, has come to its end.
  void finish() {
    for (TaskId id : acknowledged) {
      check(tasks.containsKey(id), "1: acknowledged task %s is nowhere", id);
    }
    schedules.finish();
    for (TaskRecord task : tasks.values()) {
      check(task.ended, "1: task %s is %s and did not come to its end", task.id, task.last);
    }
  }

  private void happened(PartitionEvent event, EventFrame frame) {
    switch (event) {
      case TaskEvent task -> happened(task, frame);
      case ScheduleEvent schedule -> schedules.happened(schedule, frame.timeMillis());
    }
  }

  private void happened(TaskEvent event, EventFrame frame) {
    if (event instanceof TaskEvent.Submitted submitted) {
      submitted(submitted);
      return;
    }
    if (event instanceof TaskEvent.StaleResult) {
      return;
    }
    TaskRecord task = record(event.task());
    task.follow(event, frame.timeMillis());
    if (event instanceof TaskEvent.AttemptLost lost) {
      task.checkNotLostInVain(lost, lives(lost.executor()));
    }
    if (event instanceof TaskEvent.Dispatched) {
      task.checkNotEarly(trueMillis.getAsLong());
      dispatches++;
    }
  }

  /// Told heartbeats for so long and so lately that one of them must have been heard.
  private boolean lives(Incarnation executor) {
    Beating beating = beats.get(executor);
    long now = trueMillis.getAsLong();
    return beating != null
        && now - beating.lastMillis() < BEAT_LATE_MILLIS
        && now - beating.sinceMillis() > BEATS_MILLIS;
  }

  private void submitted(TaskEvent.Submitted event) {
    Command.Submit submit = asked.get(event.task());
    boolean bySchedule = event.spec().unpack().labels().containsKey("schedule");
    check(submit != null || bySchedule, "3: nobody submitted %s", event.task());
    check(!tasks.containsKey(event.task()), "3: task %s was created twice", event.task());
    tasks.put(event.task(), new TaskRecord(event));
  }

  private TaskRecord record(TaskId id) {
    TaskRecord task = tasks.get(id);
    if (task == null) {
      throw new BrokenPromise("3: task %s is not in the journal".formatted(id));
    }
    return task;
  }

  static void check(boolean holds, String promise, Object... values) {
    if (!holds) {
      throw new BrokenPromise(promise.formatted(values));
    }
  }
}
