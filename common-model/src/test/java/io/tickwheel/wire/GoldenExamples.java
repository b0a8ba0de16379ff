package io.tickwheel.wire;

import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.DispatchMark;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.Query;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import io.tickwheel.packed.PackedSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The values behind the golden files: every kind and every choice once. They never change; a new
/// field or kind gets a new example and a new file.
final class GoldenExamples {
  private static final TaskId TASK = TaskId.parse("0199c2f0-1234-700b-8123-456789abcdef");
  private static final TaskId KEYED = TaskId.parse("5f0c91d2-77aa-8003-bfff-0123456789ab");
  private static final Incarnation EXECUTOR =
      Incarnation.parse("c0ffee00-0000-4000-8000-00000000beef");
  private static final Failure FAILURE =
      new Failure(FailureKind.HTTP_STATUS, "503 Service Unavailable", 503, true, 30_000);
  private static final TaskSpec HTTP =
      new TaskSpec(
          "order_timeout",
          new Target.Http("POST", "https://shop.example/timeout", Map.of("X-Shop", "1")),
          Payload.of("{\"order\":\"漢-42\"}"),
          "mail",
          Priority.HIGH,
          new RetryPolicy(
              7,
              RetryPolicy.Strategy.LIST,
              1_000,
              1.5,
              60_000,
              RetryPolicy.Jitter.FULL,
              250,
              List.of(100L, 200L),
              List.of(2, 64)),
          15_000,
          1_800_000_000_000L,
          Delivery.AT_MOST_ONCE,
          Map.of("customer", "42"),
          Map.of("zone", "a"));
  private static final TaskSpec PROCESS =
      TaskSpec.of(
          "backup",
          new Target.Process(List.of("/bin/tar", "-c", "/srv"), Map.of("LANG", "C")),
          Payload.EMPTY);
  private static final TaskSpec HANDLER =
      TaskSpec.of("noop", new Target.Handler(), Payload.of("null"));
  private static final long TIME = 1_790_000_000_123L;

  private GoldenExamples() {}

  static CommandFrame commandFrame() {
    return new CommandFrame(
        EXECUTOR,
        9,
        "_INBOX.abc",
        List.of(
            new Command.Submit(TASK, PackedSpec.pack(HTTP), TIME, TIME + 1, OptionalLong.empty()),
            new Command.Submit(KEYED, PackedSpec.pack(PROCESS), TIME, TIME, OptionalLong.of(-7)),
            new Command.Cancel(TASK, "not wanted"),
            new Command.Retry(TASK),
            new Command.Discard(TASK),
            new Command.RunNow(TASK),
            new Command.Amend(TASK, OptionalLong.empty(), Optional.empty(), Optional.empty()),
            new Command.Amend(
                TASK,
                OptionalLong.of(0),
                Optional.of(Priority.CRITICAL),
                Optional.of(Payload.EMPTY)),
            ended(new Outcome.Succeeded(Payload.of("{\"sent\":true}"))),
            ended(new Outcome.Failed(FAILURE)),
            ended(new Outcome.Refused("unknown type")),
            ended(new Outcome.Interrupted("drained")),
            ended(new Outcome.Cancelled("not wanted"))));
  }

  private static Command ended(Outcome outcome) {
    return new Command.AttemptEnded(TASK, 3, EXECUTOR, TIME, TIME + 250, outcome);
  }

  static ReplyFrame replyFrame() {
    return new ReplyFrame(
        11,
        9,
        List.of(
            new Reply.Done(view()),
            new Reply.Same(KEYED, TIME, TIME + 5),
            new Reply.Rejected(
                TASK, Reply.Reason.WRONG_STATE, "already done", Optional.of(TaskState.SUCCEEDED)),
            new Reply.Rejected(TASK, Reply.Reason.UNREADABLE, "", Optional.empty())));
  }

  static TaskView view() {
    return new TaskView(
        TASK,
        TaskState.DEAD,
        HTTP,
        TIME,
        TIME - 1_000,
        4,
        3,
        2,
        Optional.of(EXECUTOR),
        true,
        Optional.of(FAILURE),
        TIME + 9_000,
        Payload.of("out"));
  }

  static Query query() {
    return new Query(TASK, 30_000);
  }

  static JournalRecord claim() {
    return new JournalRecord.Claim("scheduler-a", TIME);
  }

  static JournalRecord eventFrame() {
    return new JournalRecord.EventFrame(
        77,
        5,
        TIME,
        4_000_000_001L,
        List.of(new JournalRecord.SourceSeen(EXECUTOR, 9, TIME)),
        List.of(
            new TaskEvent.Submitted(
                TASK, PackedSpec.pack(HANDLER), TIME, TIME, OptionalLong.empty()),
            new TaskEvent.Submitted(KEYED, PackedSpec.pack(HTTP), TIME, TIME, OptionalLong.of(1)),
            new TaskEvent.Dispatched(TASK, 1, EXECUTOR),
            new TaskEvent.AttemptSucceeded(TASK, 1, EXECUTOR, TIME, TIME, Payload.of("1")),
            failed(new Next.RetryAt(TIME + 10_000)),
            failed(new Next.Dead()),
            failed(new Next.Lost()),
            failed(new Next.Cancelled()),
            returned(new Next.RetryAt(TIME)),
            returned(new Next.Dead()),
            returned(new Next.Lost()),
            returned(new Next.Cancelled()),
            lost(new Next.RetryAt(0)),
            lost(new Next.Dead()),
            lost(new Next.Lost()),
            lost(new Next.Cancelled()),
            new TaskEvent.CancelRequested(TASK, "why"),
            new TaskEvent.Cancelled(TASK, "why"),
            new TaskEvent.Expired(TASK),
            new TaskEvent.Amended(
                TASK,
                OptionalLong.of(TIME),
                Optional.of(Priority.BULK),
                Optional.of(Payload.of("{}"))),
            new TaskEvent.Revived(TASK, 2),
            new TaskEvent.Discarded(TASK),
            new TaskEvent.StaleResult(TASK, 1, EXECUTOR, "succeeded")));
  }

  private static TaskEvent failed(Next next) {
    return new TaskEvent.AttemptFailed(TASK, 2, EXECUTOR, TIME, TIME + 1, FAILURE, next);
  }

  private static TaskEvent returned(Next next) {
    return new TaskEvent.AttemptReturned(TASK, 3, EXECUTOR, true, "drained", next);
  }

  private static TaskEvent lost(Next next) {
    return new TaskEvent.AttemptLost(TASK, 4, EXECUTOR, "lease over", next);
  }

  static DispatchFrame dispatchFrame() {
    return new DispatchFrame(
        11,
        77,
        6,
        List.of(
            new Dispatch(new AttemptId(TASK, 1), PackedSpec.pack(HTTP), TIME, TIME + 2),
            new Dispatch(new AttemptId(KEYED, 4), PackedSpec.pack(PROCESS), TIME, TIME + 2)));
  }

  static StopFrame stopFrame() {
    return new StopFrame(11, 77, 5, List.of(new AttemptId(TASK, 1), new AttemptId(KEYED, 4)));
  }

  static ExecutorBeat executorBeat() {
    return new ExecutorBeat(
        EXECUTOR,
        "executor-a",
        Map.of("zone", "a"),
        List.of(
            new ExecutorBeat.Capacity("io", List.of("http", "process"), 8, 24, 3),
            new ExecutorBeat.Capacity("handlers", List.of("handler:noop"), 256, 1024, 0)),
        List.of(new AttemptId(TASK, 1)),
        Map.of(3, 4_000_000_001L),
        Map.of(11, new DispatchMark(77, 5)),
        0.25,
        0.5,
        true,
        true,
        TIME,
        "cgroup",
        12);
  }

  static SchedulerBeat schedulerBeat() {
    return new SchedulerBeat(
        "scheduler-a",
        List.of(
            new SchedulerBeat.PartitionCounts(
                11, 77, 1, 2, 3, 4, 5, TIME, new SchedulerBeat.Totals(6, 7, 8, 9))),
        true,
        TIME,
        "http://127.0.0.1:8081",
        TIME - 60_000,
        true,
        Incarnation.NONE);
  }

  static List<Submission> submissions() {
    return List.of(
        new Submission(PackedSpec.pack(HANDLER), 0, Optional.empty()),
        new Submission(PackedSpec.pack(HTTP), TIME, Optional.of("order-42")));
  }

  static List<Submission> submissionsThatLeaveSomethingOpen() {
    return List.of(
        new Submission(
            PackedSpec.pack(HANDLER), RetryPolicy.Part.ALL, TIME, 5_000, Optional.of("order-42")));
  }

  static List<SubmitOutcome> submitOutcomes() {
    return List.of(
        SubmitOutcome.accepted(TASK, TIME, false),
        SubmitOutcome.accepted(KEYED, TIME, true),
        SubmitOutcome.refused("too-many-tasks", "10000000 tasks are unfinished"));
  }
}
