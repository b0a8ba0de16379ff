package io.tickwheel.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.tickwheel.message.JournalRecord.SourceSeen;
import io.tickwheel.message.SnapshotBlob;
import io.tickwheel.message.SnapshotHead;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.proto.ChunkPlace;
import io.tickwheel.wire.proto.Id;
import io.tickwheel.wire.proto.KeyRecord;
import io.tickwheel.wire.proto.TaskRecord;
import io.tickwheel.wire.proto.TimeMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Snapshot manifests and blobs as protobuf (`snapshot.proto`).
public final class SnapshotCodec {
  private static final TaskState[] STATES = TaskState.values();
  private static final FailureKind[] KINDS = FailureKind.values();

  private SnapshotCodec() {}

  public static byte[] encode(SnapshotHead head) {
    var proto =
        io.tickwheel.wire.proto.SnapshotHead.newBuilder()
            .setPartition(head.partition())
            .setEpoch(head.epoch())
            .setRootPosition(head.rootPosition())
            .setCommandPosition(head.commandPosition());
    for (SourceSeen seen : head.seen()) {
      proto.addSeen(
          io.tickwheel.wire.proto.SourceSeen.newBuilder()
              .setSource(id(seen.source().high(), seen.source().low()))
              .setNumber(seen.number())
              .setAtMillis(seen.atMillis()));
    }
    for (SnapshotHead.ChunkPlace chunk : head.chunks()) {
      proto.addChunks(
          ChunkPlace.newBuilder().setPosition(chunk.position()).addAllBlobs(chunk.blobs()));
    }
    for (SnapshotHead.TimeMark mark : head.marks()) {
      proto.addMarks(
          TimeMark.newBuilder()
              .setAtMillis(mark.atMillis())
              .setPosition(mark.position())
              .setBytes(mark.bytes()));
    }
    return proto.build().toByteArray();
  }

  /// Throws BadWireException when the bytes are no manifest.
  public static SnapshotHead decodeHead(byte[] bytes) {
    try {
      var proto = io.tickwheel.wire.proto.SnapshotHead.parseFrom(bytes);
      List<SourceSeen> seen = new ArrayList<>();
      for (var one : proto.getSeenList()) {
        seen.add(new SourceSeen(source(one.getSource()), one.getNumber(), one.getAtMillis()));
      }
      List<SnapshotHead.ChunkPlace> chunks = new ArrayList<>();
      for (ChunkPlace chunk : proto.getChunksList()) {
        chunks.add(new SnapshotHead.ChunkPlace(chunk.getPosition(), chunk.getBlobsList()));
      }
      List<SnapshotHead.TimeMark> marks = new ArrayList<>();
      for (TimeMark mark : proto.getMarksList()) {
        marks.add(
            new SnapshotHead.TimeMark(mark.getAtMillis(), mark.getPosition(), mark.getBytes()));
      }
      return new SnapshotHead(
          proto.getPartition(),
          proto.getEpoch(),
          proto.getRootPosition(),
          proto.getCommandPosition(),
          seen,
          chunks,
          marks);
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new BadWireException("not a snapshot manifest: " + e.getMessage(), e);
    }
  }

  public static byte[] encode(SnapshotBlob blob) {
    var proto = io.tickwheel.wire.proto.SnapshotBlob.newBuilder().setChunk(blob.chunk());
    for (SnapshotBlob.TaskRecord task : blob.tasks()) {
      proto.addTasks(encode(task));
    }
    for (SnapshotBlob.KeyRecord key : blob.keys()) {
      proto.addKeys(
          KeyRecord.newBuilder()
              .setId(id(key.id().high(), key.id().low()))
              .setRequestHash(key.requestHash())
              .setCreatedAtMillis(key.createdAtMillis())
              .setRunAtMillis(key.runAtMillis()));
    }
    blob.schedules().forEach(schedule -> proto.addSchedules(ScheduleCodec.record(schedule)));
    return proto.build().toByteArray();
  }

  /// Throws BadWireException when the bytes are no blob.
  public static SnapshotBlob decodeBlob(byte[] bytes) {
    try {
      var proto = io.tickwheel.wire.proto.SnapshotBlob.parseFrom(bytes);
      List<SnapshotBlob.TaskRecord> tasks = new ArrayList<>(proto.getTasksCount());
      for (TaskRecord task : proto.getTasksList()) {
        tasks.add(decode(task));
      }
      List<SnapshotBlob.KeyRecord> keys = new ArrayList<>(proto.getKeysCount());
      for (KeyRecord key : proto.getKeysList()) {
        keys.add(
            new SnapshotBlob.KeyRecord(
                task(key.getId()),
                key.getRequestHash(),
                key.getCreatedAtMillis(),
                key.getRunAtMillis()));
      }
      return new SnapshotBlob(
          proto.getChunk(),
          tasks,
          keys,
          Decoding.each(proto.getSchedulesList(), ScheduleCodec::record));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new BadWireException("not a snapshot blob: " + e.getMessage(), e);
    }
  }

  private static TaskRecord encode(SnapshotBlob.TaskRecord task) {
    var proto =
        TaskRecord.newBuilder()
            .setId(id(task.id().high(), task.id().low()))
            .setStateValue(task.state().ordinal() + 1)
            .setSpec(UnsafeByteOperations.unsafeWrap(task.spec().bytes()))
            .setRunAtMillis(task.runAtMillis())
            .setDueAtMillis(task.dueAtMillis())
            .setCreatedAtMillis(task.createdAtMillis())
            .setAttempt(task.attempt())
            .setCharged(task.charged())
            .setUncharged(task.uncharged())
            .setLife(task.life())
            .setStarted(task.started())
            .setCancelling(task.cancelling());
    task.executor().ifPresent(e -> proto.setExecutor(id(e.high(), e.low())));
    task.lastFailure().ifPresent(f -> proto.setLastFailure(encode(f)));
    return proto.build();
  }

  private static SnapshotBlob.TaskRecord decode(TaskRecord proto) {
    return new SnapshotBlob.TaskRecord(
        task(proto.getId()),
        STATES[proto.getStateValue() - 1],
        PackedSpec.of(proto.getSpec().toByteArray()),
        proto.getRunAtMillis(),
        proto.getDueAtMillis(),
        proto.getCreatedAtMillis(),
        proto.getAttempt(),
        proto.getCharged(),
        proto.getUncharged(),
        proto.getLife(),
        proto.getStarted(),
        proto.getCancelling(),
        proto.hasExecutor() ? Optional.of(source(proto.getExecutor())) : Optional.empty(),
        proto.hasLastFailure() ? Optional.of(decode(proto.getLastFailure())) : Optional.empty());
  }

  private static io.tickwheel.wire.proto.Failure encode(Failure failure) {
    return io.tickwheel.wire.proto.Failure.newBuilder()
        .setKindValue(failure.kind().ordinal() + 1)
        .setMessage(failure.message())
        .setCode(failure.code())
        .setRetryable(failure.retryable())
        .setRetryAfterMillis(failure.retryAfterMillis())
        .build();
  }

  private static Failure decode(io.tickwheel.wire.proto.Failure proto) {
    return new Failure(
        KINDS[proto.getKindValue() - 1],
        proto.getMessage(),
        proto.getCode(),
        proto.getRetryable(),
        proto.getRetryAfterMillis());
  }

  private static Id id(long high, long low) {
    return Id.newBuilder().setHigh(high).setLow(low).build();
  }

  private static TaskId task(Id id) {
    return new TaskId(id.getHigh(), id.getLow());
  }

  private static Incarnation source(Id id) {
    return new Incarnation(id.getHigh(), id.getLow());
  }
}
