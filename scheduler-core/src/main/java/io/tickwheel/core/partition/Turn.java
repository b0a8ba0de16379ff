package io.tickwheel.core.partition;

import io.tickwheel.message.Dispatch;
import io.tickwheel.message.JournalRecord.SourceSeen;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one turn decided: the events to make durable, and the effects that wait until they are.
public final class Turn {
  private final List<PartitionEvent> events = new ArrayList<>();
  private final List<SourceSeen> seen = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final Map<Incarnation, List<Dispatch>> dispatches = new LinkedHashMap<>();
  private final Map<Incarnation, List<AttemptId>> stops = new LinkedHashMap<>();
  private final List<TaskId> finished = new ArrayList<>();
  private long bytes;

  public record Answer(String replyTo, ReplyFrame frame) {}

  void event(PartitionEvent event) {
    events.add(event);
    bytes += sizeOf(event);
  }

  void dispatch(Incarnation executor, Dispatch dispatch) {
    dispatches.computeIfAbsent(executor, id -> new ArrayList<>()).add(dispatch);
  }

  void stop(Incarnation executor, AttemptId attempt) {
    stops.computeIfAbsent(executor, id -> new ArrayList<>()).add(attempt);
  }

  /// A stop that names no attempt: it only moves the executor's mark.
  public void stop(Incarnation executor) {
    stops.computeIfAbsent(executor, id -> new ArrayList<>());
  }

  void finished(TaskId task) {
    finished.add(task);
  }

  public void seen(SourceSeen source) {
    seen.add(source);
  }

  public void answer(String replyTo, int partition, long number, List<Reply> replies) {
    answers.add(new Answer(replyTo, new ReplyFrame(partition, number, replies)));
  }

  public List<PartitionEvent> events() {
    return events;
  }

  public List<SourceSeen> seen() {
    return seen;
  }

  public List<Answer> answers() {
    return answers;
  }

  public Map<Incarnation, List<Dispatch>> dispatches() {
    return dispatches;
  }

  public Map<Incarnation, List<AttemptId>> stops() {
    return stops;
  }

  /// Tasks that reached a final state in this turn.
  public List<TaskId> finishedTasks() {
    return finished;
  }

  /// Roughly the size of the events on the wire.
  public long bytes() {
    return bytes;
  }

  private static int sizeOf(PartitionEvent event) {
    return switch (event) {
      case TaskEvent task -> sizeOf(task);
      case ScheduleEvent.Saved saved -> 512 + saved.spec().task().payload().size();
      case ScheduleEvent.BackfillStarted started -> 64 + 12 * started.runs().size();
      case ScheduleEvent schedule -> 80;
    };
  }

  private static int sizeOf(TaskEvent event) {
    return switch (event) {
      case TaskEvent.Submitted e -> 64 + e.spec().size();
      case TaskEvent.AttemptSucceeded e -> 96 + e.output().size();
      case TaskEvent.AttemptFailed e -> 160 + 3 * e.failure().message().length();
      case TaskEvent.Amended e -> 64 + e.payload().map(p -> p.size()).orElse(0);
      case TaskEvent.Dispatched e -> 64;
      case TaskEvent.AttemptReturned e -> 96 + 3 * e.reason().length();
      case TaskEvent.AttemptLost e -> 96 + 3 * e.reason().length();
      case TaskEvent.CancelRequested e -> 48 + 3 * e.reason().length();
      case TaskEvent.Cancelled e -> 48 + 3 * e.reason().length();
      case TaskEvent.Expired e -> 48;
      case TaskEvent.Revived e -> 48;
      case TaskEvent.Discarded e -> 48;
      case TaskEvent.StaleResult e -> 96;
    };
  }
}
