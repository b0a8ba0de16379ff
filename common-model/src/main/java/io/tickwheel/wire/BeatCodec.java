package io.tickwheel.wire;

import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.incarnation;

import io.tickwheel.message.DispatchMark;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import io.tickwheel.message.SchedulerBeat.Totals;
import io.tickwheel.model.AttemptId;
import io.tickwheel.wire.proto.Capacity;
import java.util.HashMap;
import java.util.Map;

/// The heartbeats of `run.proto`; [RunCodec] is their door.
final class BeatCodec {
  private BeatCodec() {}

  static byte[] encode(ExecutorBeat beat) {
    var proto =
        io.tickwheel.wire.proto.ExecutorBeat.newBuilder()
            .setIncarnation(id(beat.incarnation()))
            .setName(beat.name())
            .putAllLabels(beat.labels())
            .putAllResultPositions(beat.resultPositions())
            .setCpuLoad(beat.cpuLoad())
            .setMemoryLoad(beat.memoryLoad())
            .setDraining(beat.draining())
            .setLeaving(beat.leaving())
            .setSentAtMillis(beat.sentAtMillis())
            .setIsolation(beat.isolation())
            .setNumber(beat.number());
    for (ExecutorBeat.Capacity capacity : beat.capacities()) {
      proto.addCapacities(capacity(capacity));
    }
    for (AttemptId held : beat.held()) {
      proto.addHeld(ModelCodec.attempt(held));
    }
    beat.marks().forEach((partition, mark) -> proto.putMarks(partition, mark(mark)));
    return proto.build().toByteArray();
  }

  static ExecutorBeat decodeExecutorBeat(byte[] bytes) {
    return Decoding.decode(
        "executor heartbeat",
        bytes,
        io.tickwheel.wire.proto.ExecutorBeat.parser(),
        BeatCodec::executorBeat);
  }

  private static ExecutorBeat executorBeat(io.tickwheel.wire.proto.ExecutorBeat proto) {
    return new ExecutorBeat(
        incarnation(proto.hasIncarnation(), proto.getIncarnation()),
        proto.getName(),
        proto.getLabelsMap(),
        Decoding.each(proto.getCapacitiesList(), BeatCodec::capacity),
        Decoding.each(proto.getHeldList(), ModelCodec::attempt),
        proto.getResultPositionsMap(),
        marks(proto.getMarksMap()),
        proto.getCpuLoad(),
        proto.getMemoryLoad(),
        proto.getDraining(),
        proto.getLeaving(),
        proto.getSentAtMillis(),
        proto.getIsolation(),
        proto.getNumber());
  }

  private static io.tickwheel.wire.proto.DispatchMark mark(DispatchMark mark) {
    return io.tickwheel.wire.proto.DispatchMark.newBuilder()
        .setEpoch(mark.epoch())
        .setNumber(mark.number())
        .build();
  }

  private static Map<Integer, DispatchMark> marks(
      Map<Integer, io.tickwheel.wire.proto.DispatchMark> protos) {
    Map<Integer, DispatchMark> marks = new HashMap<>();
    protos.forEach(
        (partition, proto) ->
            marks.put(partition, new DispatchMark(proto.getEpoch(), proto.getNumber())));
    return marks;
  }

  private static Capacity capacity(ExecutorBeat.Capacity capacity) {
    return Capacity.newBuilder()
        .setGroup(capacity.group())
        .addAllLanes(capacity.lanes())
        .setSlots(capacity.slots())
        .setWindow(capacity.window())
        .setHeld(capacity.held())
        .build();
  }

  private static ExecutorBeat.Capacity capacity(Capacity proto) {
    return new ExecutorBeat.Capacity(
        proto.getGroup(),
        proto.getLanesList(),
        proto.getSlots(),
        proto.getWindow(),
        proto.getHeld());
  }

  static byte[] encode(SchedulerBeat beat) {
    var proto =
        io.tickwheel.wire.proto.SchedulerBeat.newBuilder()
            .setInstance(beat.instance())
            .setLeaving(beat.leaving())
            .setSentAtMillis(beat.sentAtMillis())
            .setUrl(beat.url())
            .setStartedAtMillis(beat.startedAtMillis())
            .setClockOff(beat.clockOff())
            .setIncarnation(id(beat.incarnation()));
    for (PartitionCounts counts : beat.partitions()) {
      proto.addPartitions(counts(counts));
    }
    return proto.build().toByteArray();
  }

  static SchedulerBeat decodeSchedulerBeat(byte[] bytes) {
    return Decoding.decode(
        "scheduler heartbeat",
        bytes,
        io.tickwheel.wire.proto.SchedulerBeat.parser(),
        proto ->
            new SchedulerBeat(
                proto.getInstance(),
                Decoding.each(proto.getPartitionsList(), BeatCodec::counts),
                proto.getLeaving(),
                proto.getSentAtMillis(),
                proto.getUrl(),
                proto.getStartedAtMillis(),
                proto.getClockOff(),
                incarnation(true, proto.getIncarnation())));
  }

  private static io.tickwheel.wire.proto.PartitionCounts counts(PartitionCounts counts) {
    return io.tickwheel.wire.proto.PartitionCounts.newBuilder()
        .setPartition(counts.partition())
        .setEpoch(counts.epoch())
        .setScheduled(counts.scheduled())
        .setQueued(counts.queued())
        .setRunning(counts.running())
        .setRetrying(counts.retrying())
        .setDead(counts.dead())
        .setOldestQueuedAtMillis(counts.oldestQueuedAtMillis())
        .setSubmittedTotal(counts.totals().submitted())
        .setDispatchedTotal(counts.totals().dispatched())
        .setSucceededTotal(counts.totals().succeeded())
        .setFailedTotal(counts.totals().failed())
        .build();
  }

  private static PartitionCounts counts(io.tickwheel.wire.proto.PartitionCounts proto) {
    return new PartitionCounts(
        proto.getPartition(),
        proto.getEpoch(),
        proto.getScheduled(),
        proto.getQueued(),
        proto.getRunning(),
        proto.getRetrying(),
        proto.getDead(),
        proto.getOldestQueuedAtMillis(),
        new Totals(
            proto.getSubmittedTotal(),
            proto.getDispatchedTotal(),
            proto.getSucceededTotal(),
            proto.getFailedTotal()));
  }
}
