package io.tickwheel.wire;

import static io.tickwheel.wire.ModelCodec.bytes;
import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.spec;
import static io.tickwheel.wire.ModelCodec.task;

import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;

/// Between owners and executors (`run.proto`): dispatches, stops and heartbeats.
///
/// Decoding throws [BadWireException], and nothing else, on bytes that are not such a message.
public final class RunCodec {
  private RunCodec() {}

  public static byte[] encode(DispatchFrame frame) {
    var proto =
        io.tickwheel.wire.proto.DispatchFrame.newBuilder()
            .setPartition(frame.partition())
            .setEpoch(frame.epoch())
            .setNumber(frame.number());
    for (Dispatch dispatch : frame.dispatches()) {
      proto.addDispatches(dispatch(dispatch));
    }
    return proto.build().toByteArray();
  }

  public static DispatchFrame decodeDispatches(byte[] bytes) {
    return Decoding.decode(
        "dispatch frame",
        bytes,
        io.tickwheel.wire.proto.DispatchFrame.parser(),
        proto ->
            new DispatchFrame(
                proto.getPartition(),
                proto.getEpoch(),
                proto.getNumber(),
                Decoding.each(proto.getDispatchesList(), RunCodec::dispatch)));
  }

  public static byte[] encode(StopFrame frame) {
    var proto =
        io.tickwheel.wire.proto.StopFrame.newBuilder()
            .setPartition(frame.partition())
            .setEpoch(frame.epoch())
            .setUpTo(frame.upTo());
    for (AttemptId attempt : frame.attempts()) {
      proto.addAttempts(ModelCodec.attempt(attempt));
    }
    return proto.build().toByteArray();
  }

  public static StopFrame decodeStops(byte[] bytes) {
    return Decoding.decode(
        "stop frame",
        bytes,
        io.tickwheel.wire.proto.StopFrame.parser(),
        proto ->
            new StopFrame(
                proto.getPartition(),
                proto.getEpoch(),
                proto.getUpTo(),
                Decoding.each(proto.getAttemptsList(), ModelCodec::attempt)));
  }

  public static byte[] encode(ExecutorBeat beat) {
    return BeatCodec.encode(beat);
  }

  public static ExecutorBeat decodeExecutorBeat(byte[] bytes) {
    return BeatCodec.decodeExecutorBeat(bytes);
  }

  public static byte[] encode(SchedulerBeat beat) {
    return BeatCodec.encode(beat);
  }

  public static SchedulerBeat decodeSchedulerBeat(byte[] bytes) {
    return BeatCodec.decodeSchedulerBeat(bytes);
  }

  private static io.tickwheel.wire.proto.Dispatch dispatch(Dispatch dispatch) {
    return io.tickwheel.wire.proto.Dispatch.newBuilder()
        .setTask(id(dispatch.attempt().task()))
        .setAttempt(dispatch.attempt().number())
        .setSpec(bytes(dispatch.spec()))
        .setDueAtMillis(dispatch.dueAtMillis())
        .setDispatchedAtMillis(dispatch.dispatchedAtMillis())
        .build();
  }

  private static Dispatch dispatch(io.tickwheel.wire.proto.Dispatch proto) {
    return new Dispatch(
        new AttemptId(task(proto.hasTask(), proto.getTask()), proto.getAttempt()),
        spec(proto.getSpec()),
        proto.getDueAtMillis(),
        proto.getDispatchedAtMillis());
  }
}
