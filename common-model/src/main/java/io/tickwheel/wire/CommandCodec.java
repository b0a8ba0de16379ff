package io.tickwheel.wire;

import static io.tickwheel.wire.ModelCodec.bytes;
import static io.tickwheel.wire.ModelCodec.failure;
import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.incarnation;
import static io.tickwheel.wire.ModelCodec.number;
import static io.tickwheel.wire.ModelCodec.payload;
import static io.tickwheel.wire.ModelCodec.priority;
import static io.tickwheel.wire.ModelCodec.spec;
import static io.tickwheel.wire.ModelCodec.task;

import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.Query;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import io.tickwheel.wire.proto.Discard;
import io.tickwheel.wire.proto.Retry;
import io.tickwheel.wire.proto.RunNow;
import io.tickwheel.wire.proto.Succeeded;
import java.util.Optional;
import java.util.OptionalLong;

/// What is asked of a partition's owner, and its answers (`command.proto`). Specifications and
/// payloads pass through unread; decoding copies them, so a frame's bytes are not kept alive.
///
/// Decoding throws [BadWireException], and nothing else, on bytes that are not such a message.
public final class CommandCodec {
  private CommandCodec() {}

  public static byte[] encode(CommandFrame frame) {
    var proto =
        io.tickwheel.wire.proto.CommandFrame.newBuilder()
            .setSource(id(frame.source()))
            .setNumber(frame.number())
            .setReplyTo(frame.replyTo());
    for (Command command : frame.commands()) {
      proto.addCommands(command(command));
    }
    return proto.build().toByteArray();
  }

  public static CommandFrame decodeCommands(byte[] bytes) {
    return Decoding.decode(
        "command frame",
        bytes,
        io.tickwheel.wire.proto.CommandFrame.parser(),
        proto ->
            new CommandFrame(
                incarnation(proto.hasSource(), proto.getSource()),
                proto.getNumber(),
                proto.getReplyTo(),
                Decoding.each(proto.getCommandsList(), CommandCodec::command)));
  }

  public static byte[] encode(ReplyFrame frame) {
    return ReplyCodec.encode(frame);
  }

  public static ReplyFrame decodeReplies(byte[] bytes) {
    return ReplyCodec.decodeReplies(bytes);
  }

  public static byte[] encode(Query query) {
    return ReplyCodec.encode(query);
  }

  public static Query decodeQuery(byte[] bytes) {
    return ReplyCodec.decodeQuery(bytes);
  }

  /// Empty: the owner does not hold the task.
  public static byte[] encodeAnswer(Optional<TaskView> found) {
    return ReplyCodec.encodeAnswer(found);
  }

  public static Optional<TaskView> decodeAnswer(byte[] bytes) {
    return ReplyCodec.decodeAnswer(bytes);
  }

  private static io.tickwheel.wire.proto.Command command(Command command) {
    var proto = io.tickwheel.wire.proto.Command.newBuilder().setTask(id(command.task()));
    switch (command) {
      case Command.Submit submit -> proto.setSubmit(submit(submit));
      case Command.Cancel cancel ->
          proto.setCancel(io.tickwheel.wire.proto.Cancel.newBuilder().setReason(cancel.reason()));
      case Command.Retry retry -> proto.setRetry(Retry.getDefaultInstance());
      case Command.Discard discard -> proto.setDiscard(Discard.getDefaultInstance());
      case Command.RunNow runNow -> proto.setRunNow(RunNow.getDefaultInstance());
      case Command.Amend amend -> proto.setAmend(amend(amend));
      case Command.AttemptEnded ended -> proto.setEnded(ended(ended));
      case ScheduleCommand schedule -> ScheduleCommandCodec.encode(schedule, proto);
    }
    return proto.build();
  }

  private static Command command(io.tickwheel.wire.proto.Command proto) {
    TaskId task = task(proto.hasTask(), proto.getTask());
    return switch (proto.getKindCase()) {
      case SUBMIT -> submit(task, proto.getSubmit());
      case CANCEL -> new Command.Cancel(task, proto.getCancel().getReason());
      case RETRY -> new Command.Retry(task);
      case DISCARD -> new Command.Discard(task);
      case RUN_NOW -> new Command.RunNow(task);
      case AMEND -> amend(task, proto.getAmend());
      case ENDED -> ended(task, proto.getEnded());
      case SAVE_SCHEDULE -> ScheduleCommandCodec.save(task, proto.getSaveSchedule());
      case DELETE_SCHEDULE -> ScheduleCommandCodec.delete(task, proto.getDeleteSchedule());
      case PAUSE_SCHEDULE -> ScheduleCommandCodec.pause(task, proto.getPauseSchedule());
      case RESUME_SCHEDULE -> ScheduleCommandCodec.resume(task, proto.getResumeSchedule());
      case TRIGGER_SCHEDULE -> ScheduleCommandCodec.trigger(task, proto.getTriggerSchedule());
      case BACKFILL_SCHEDULE -> ScheduleCommandCodec.backfill(task, proto.getBackfillSchedule());
      case KIND_NOT_SET -> throw new IllegalArgumentException("a command of unknown kind");
    };
  }

  private static io.tickwheel.wire.proto.Submit submit(Command.Submit submit) {
    return io.tickwheel.wire.proto.Submit.newBuilder()
        .setSpec(bytes(submit.spec()))
        .setRunAtMillis(submit.runAtMillis())
        .setCreatedAtMillis(submit.createdAtMillis())
        .setKeyed(submit.requestHash().isPresent())
        .setRequestHash(submit.requestHash().orElse(0))
        .build();
  }

  private static Command submit(TaskId task, io.tickwheel.wire.proto.Submit proto) {
    return new Command.Submit(
        task,
        spec(proto.getSpec()),
        proto.getRunAtMillis(),
        proto.getCreatedAtMillis(),
        proto.getKeyed() ? OptionalLong.of(proto.getRequestHash()) : OptionalLong.empty());
  }

  private static io.tickwheel.wire.proto.Amend amend(Command.Amend amend) {
    var proto =
        io.tickwheel.wire.proto.Amend.newBuilder().setPriorityValue(number(amend.priority()));
    amend.runAtMillis().ifPresent(proto::setRunAtMillis);
    amend.payload().ifPresent(payload -> proto.setPayload(bytes(payload)));
    return proto.build();
  }

  private static Command amend(TaskId task, io.tickwheel.wire.proto.Amend proto) {
    return new Command.Amend(
        task,
        proto.hasRunAtMillis() ? OptionalLong.of(proto.getRunAtMillis()) : OptionalLong.empty(),
        priority(proto.getPriorityValue()),
        proto.hasPayload() ? Optional.of(payload(proto.getPayload())) : Optional.empty());
  }

  private static io.tickwheel.wire.proto.AttemptEnded ended(Command.AttemptEnded ended) {
    var proto =
        io.tickwheel.wire.proto.AttemptEnded.newBuilder()
            .setAttempt(ended.attempt())
            .setExecutor(id(ended.executor()))
            .setStartedAtMillis(ended.startedAtMillis())
            .setEndedAtMillis(ended.endedAtMillis());
    switch (ended.outcome()) {
      case Outcome.Succeeded succeeded ->
          proto.setSucceeded(Succeeded.newBuilder().setOutput(bytes(succeeded.output())));
      case Outcome.Failed failed -> proto.setFailed(failure(failed.failure()));
      case Outcome.Refused refused -> proto.setRefused(refused.reason());
      case Outcome.Interrupted interrupted -> proto.setInterrupted(interrupted.reason());
      case Outcome.Cancelled cancelled -> proto.setCancelled(cancelled.reason());
    }
    return proto.build();
  }

  private static Command ended(TaskId task, io.tickwheel.wire.proto.AttemptEnded proto) {
    return new Command.AttemptEnded(
        task,
        proto.getAttempt(),
        incarnation(proto.hasExecutor(), proto.getExecutor()),
        proto.getStartedAtMillis(),
        proto.getEndedAtMillis(),
        outcome(proto));
  }

  private static Outcome outcome(io.tickwheel.wire.proto.AttemptEnded proto) {
    return switch (proto.getOutcomeCase()) {
      case SUCCEEDED -> new Outcome.Succeeded(payload(proto.getSucceeded().getOutput()));
      case FAILED -> new Outcome.Failed(failure(proto.getFailed()));
      case REFUSED -> new Outcome.Refused(proto.getRefused());
      case INTERRUPTED -> new Outcome.Interrupted(proto.getInterrupted());
      case CANCELLED -> new Outcome.Cancelled(proto.getCancelled());
      case OUTCOME_NOT_SET -> throw new IllegalArgumentException("an attempt without an outcome");
    };
  }
}
