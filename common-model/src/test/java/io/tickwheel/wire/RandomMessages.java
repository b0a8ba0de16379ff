package io.tickwheel.wire;

import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.DispatchMark;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.Query;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Valid messages of every kind, the same ones for the same seed.
final class RandomMessages extends RandomSchedules {
  RandomMessages(long seed) {
    super(seed);
  }

  CommandFrame commandFrame() {
    return new CommandFrame(
        incarnation(), 1 + random.nextLong(1L << 40), text(), some(this::command));
  }

  Command command() {
    return switch (random.nextInt(10)) {
      case 0 -> new Command.Submit(task(), packed(), time(), time(), maybeLong());
      case 1 -> new Command.Cancel(task(), text());
      case 2 -> new Command.Retry(task());
      case 3 -> new Command.Discard(task());
      case 4 -> new Command.RunNow(task());
      case 5 ->
          new Command.Amend(
              task(), maybeLong(), maybe(() -> any(Priority.class)), maybe(this::payload));
      case 6, 7, 8 -> scheduleCommand();
      default ->
          new Command.AttemptEnded(task(), attempt(), incarnation(), time(), time(), outcome());
    };
  }

  Outcome outcome() {
    return switch (random.nextInt(5)) {
      case 0 -> new Outcome.Succeeded(payload());
      case 1 -> new Outcome.Failed(failure());
      case 2 -> new Outcome.Refused(text());
      case 3 -> new Outcome.Interrupted(text());
      default -> new Outcome.Cancelled(text());
    };
  }

  ReplyFrame replyFrame() {
    return new ReplyFrame(random.nextInt(16), random.nextLong(1L << 40), some(this::reply));
  }

  private Reply reply() {
    return switch (random.nextInt(5)) {
      case 0 -> new Reply.Done(view());
      case 1 -> new Reply.Same(task(), time(), time());
      case 2 -> new Reply.Noted(task());
      case 3 -> scheduleReply();
      default ->
          new Reply.Rejected(
              task(), any(Reply.Reason.class), text(), maybe(() -> any(TaskState.class)));
    };
  }

  Query query() {
    return new Query(task(), time());
  }

  JournalRecord journalRecord() {
    if (random.nextInt(8) == 0) {
      return new JournalRecord.Claim(text(), time());
    }
    return new JournalRecord.EventFrame(
        random.nextLong(),
        random.nextLong(),
        time(),
        random.nextLong(),
        some(() -> new JournalRecord.SourceSeen(incarnation(), random.nextLong(), time())),
        some(this::event));
  }

  private PartitionEvent event() {
    return switch (random.nextInt(20)) {
      case 0 -> new TaskEvent.Submitted(task(), packed(), time(), time(), maybeLong());
      case 1 -> new TaskEvent.Dispatched(task(), attempt(), incarnation());
      case 2 ->
          new TaskEvent.AttemptSucceeded(
              task(), attempt(), incarnation(), time(), time(), payload());
      case 3 ->
          new TaskEvent.AttemptFailed(
              task(), attempt(), incarnation(), time(), time(), failure(), next());
      case 4 ->
          new TaskEvent.AttemptReturned(
              task(), attempt(), incarnation(), random.nextBoolean(), text(), next());
      case 5 -> new TaskEvent.AttemptLost(task(), attempt(), incarnation(), text(), next());
      case 6 -> new TaskEvent.CancelRequested(task(), text());
      case 7 -> new TaskEvent.Cancelled(task(), text());
      case 8 -> new TaskEvent.Expired(task());
      case 9 ->
          new TaskEvent.Amended(
              task(), maybeLong(), maybe(() -> any(Priority.class)), maybe(this::payload));
      case 10 -> new TaskEvent.Revived(task(), random.nextInt());
      case 11 -> new TaskEvent.Discarded(task());
      case 12 -> new TaskEvent.StaleResult(task(), attempt(), incarnation(), text());
      default -> scheduleEvent();
    };
  }

  private Next next() {
    return switch (random.nextInt(4)) {
      case 0 -> new Next.RetryAt(time());
      case 1 -> new Next.Dead();
      case 2 -> new Next.Lost();
      default -> new Next.Cancelled();
    };
  }

  DispatchFrame dispatchFrame() {
    return new DispatchFrame(
        random.nextInt(16),
        random.nextLong(),
        random.nextLong(),
        some(() -> new Dispatch(attemptId(), packed(), time(), time())));
  }

  StopFrame stopFrame() {
    return new StopFrame(
        random.nextInt(), random.nextLong(), random.nextLong(), some(this::attemptId));
  }

  ExecutorBeat executorBeat() {
    return new ExecutorBeat(
        incarnation(),
        text(),
        map(this::text, this::text),
        some(this::capacity),
        some(this::attemptId),
        map(() -> random.nextInt(16), this::time),
        map(() -> random.nextInt(16), () -> new DispatchMark(random.nextLong(), random.nextLong())),
        random.nextDouble(),
        random.nextDouble(),
        random.nextBoolean(),
        random.nextBoolean(),
        time(),
        text(),
        random.nextLong());
  }

  private ExecutorBeat.Capacity capacity() {
    return new ExecutorBeat.Capacity(
        text(), some(this::text), random.nextInt(), random.nextInt(), random.nextInt());
  }

  SchedulerBeat schedulerBeat() {
    return new SchedulerBeat(
        text(),
        some(this::counts),
        random.nextBoolean(),
        time(),
        text(),
        time(),
        random.nextBoolean(),
        new Incarnation(random.nextLong(), random.nextLong()));
  }

  private SchedulerBeat.PartitionCounts counts() {
    return new SchedulerBeat.PartitionCounts(
        random.nextInt(16),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        time(),
        new SchedulerBeat.Totals(
            random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
  }

  private Set<RetryPolicy.Part> openRetry() {
    return random
        .ints(random.nextInt(4), 0, RetryPolicy.Part.values().length)
        .mapToObj(i -> RetryPolicy.Part.values()[i])
        .collect(Collectors.toSet());
  }

  List<Submission> submissions() {
    return some(() -> new Submission(packed(), openRetry(), 1 + time(), time(), maybe(this::name)));
  }

  List<SubmitOutcome> submitOutcomes() {
    return some(
        () ->
            random.nextBoolean()
                ? SubmitOutcome.accepted(task(), time(), random.nextBoolean())
                : new SubmitOutcome(
                    Optional.empty(), 0, false, Optional.of(name()), maybe(this::name)));
  }
}
