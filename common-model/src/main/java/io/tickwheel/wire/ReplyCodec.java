package io.tickwheel.wire;

import static io.tickwheel.model.Require.require;
import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.number;
import static io.tickwheel.wire.ModelCodec.state;
import static io.tickwheel.wire.ModelCodec.task;
import static io.tickwheel.wire.ModelCodec.view;

import io.tickwheel.message.Query;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import io.tickwheel.wire.proto.Noted;
import io.tickwheel.wire.proto.Planned;
import io.tickwheel.wire.proto.QueryAnswer;
import io.tickwheel.wire.proto.Rejection;
import java.util.Optional;

/// The answering half of `command.proto`; [CommandCodec] is its door.
final class ReplyCodec {
  private static final Reply.Reason[] REASONS = Reply.Reason.values();

  private ReplyCodec() {}

  static byte[] encode(ReplyFrame frame) {
    var proto =
        io.tickwheel.wire.proto.ReplyFrame.newBuilder()
            .setPartition(frame.partition())
            .setNumber(frame.number());
    for (Reply reply : frame.replies()) {
      proto.addReplies(reply(reply));
    }
    return proto.build().toByteArray();
  }

  static ReplyFrame decodeReplies(byte[] bytes) {
    return Decoding.decode(
        "reply frame",
        bytes,
        io.tickwheel.wire.proto.ReplyFrame.parser(),
        proto ->
            new ReplyFrame(
                proto.getPartition(),
                proto.getNumber(),
                Decoding.each(proto.getRepliesList(), ReplyCodec::reply)));
  }

  static byte[] encode(Query query) {
    return io.tickwheel.wire.proto.Query.newBuilder()
        .setTask(id(query.task()))
        .setWaitMillis(query.waitMillis())
        .build()
        .toByteArray();
  }

  static Query decodeQuery(byte[] bytes) {
    return Decoding.decode(
        "query",
        bytes,
        io.tickwheel.wire.proto.Query.parser(),
        proto -> new Query(task(proto.hasTask(), proto.getTask()), proto.getWaitMillis()));
  }

  static byte[] encodeAnswer(Optional<TaskView> found) {
    var proto = QueryAnswer.newBuilder();
    found.ifPresent(view -> proto.setFound(view(view)));
    return proto.build().toByteArray();
  }

  static Optional<TaskView> decodeAnswer(byte[] bytes) {
    return Decoding.decode(
        "query answer",
        bytes,
        QueryAnswer.parser(),
        proto -> proto.hasFound() ? Optional.of(view(proto.getFound())) : Optional.empty());
  }

  private static io.tickwheel.wire.proto.Reply reply(Reply reply) {
    var proto = io.tickwheel.wire.proto.Reply.newBuilder().setTask(id(reply.task()));
    switch (reply) {
      case Reply.Done done -> proto.setDone(view(done.view()));
      case Reply.Noted noted -> proto.setNoted(Noted.getDefaultInstance());
      case Reply.Same same ->
          proto.setSame(
              io.tickwheel.wire.proto.TaskView.newBuilder()
                  .setRunAtMillis(same.runAtMillis())
                  .setCreatedAtMillis(same.createdAtMillis()));
      case Reply.ScheduleDone done -> proto.setSchedule(ScheduleCodec.view(done.view()));
      case Reply.Planned planned ->
          proto.setPlanned(
              Planned.newBuilder()
                  .addAllNominalMillis(planned.nominalMillis())
                  .setLeft(planned.left()));
      case Reply.Rejected rejected -> proto.setRejected(rejection(rejected));
    }
    return proto.build();
  }

  private static Reply reply(io.tickwheel.wire.proto.Reply proto) {
    TaskId task = task(proto.hasTask(), proto.getTask());
    return switch (proto.getKindCase()) {
      case DONE -> new Reply.Done(view(proto.getDone()));
      case SAME ->
          new Reply.Same(
              task, proto.getSame().getRunAtMillis(), proto.getSame().getCreatedAtMillis());
      case NOTED -> new Reply.Noted(task);
      case SCHEDULE -> new Reply.ScheduleDone(task, ScheduleCodec.view(proto.getSchedule()));
      case PLANNED ->
          new Reply.Planned(
              task, proto.getPlanned().getNominalMillisList(), proto.getPlanned().getLeft());
      case REJECTED -> rejection(task, proto.getRejected());
      case KIND_NOT_SET -> throw new IllegalArgumentException("a reply of unknown kind");
    };
  }

  private static Rejection rejection(Reply.Rejected rejected) {
    return Rejection.newBuilder()
        .setCodeValue(rejected.reason().ordinal() + 1)
        .setDetail(rejected.detail())
        .setStateValue(rejected.state().isPresent() ? number(rejected.state().get()) : 0)
        .build();
  }

  private static Reply rejection(TaskId task, Rejection proto) {
    int code = proto.getCodeValue();
    require(code >= 1 && code <= REASONS.length, "unknown rejection %s", code);
    return new Reply.Rejected(
        task,
        REASONS[code - 1],
        proto.getDetail(),
        proto.getStateValue() == 0 ? Optional.empty() : Optional.of(state(proto.getStateValue())));
  }
}
