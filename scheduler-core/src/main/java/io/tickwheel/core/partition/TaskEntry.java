package io.tickwheel.core.partition;

import io.tickwheel.core.ready.Lane;
import io.tickwheel.core.ready.Waiting;
import io.tickwheel.core.wheel.TimingWheel;
import io.tickwheel.message.SnapshotBlob.TaskRecord;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.packed.PackedSpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A task in its owner's memory: about a hundred bytes beside its packed specification. Mutable,
/// and changed only by [PartitionState].
final class TaskEntry extends Waiting {
  final TaskId id;
  final long createdAtMillis;

  /// The packed specification's bytes: a million wrappers would cost 16 MB.
  private byte[] specBytes;

  Lane lane;
  TaskState state = TaskState.SCHEDULED;
  long runAtMillis;

  /// When the next attempt is due; while the task runs, when the current one was.
  long dueAtMillis;

  /// When the current dispatch was made visible; not journaled.
  long releasedAtMillis;

  int slot = -1;
  int timer = TimingWheel.NO_TIMER;
  int attempt;
  int charged;
  int uncharged;
  int life = 1;
  boolean started;
  boolean cancelling;
  boolean atMostOnce;
  boolean hasStartDeadline;
  private byte level;
  @Nullable Incarnation executor;
  @Nullable Failure lastFailure;

  TaskEntry(
      TaskId id,
      long createdAtMillis,
      long runAtMillis,
      PackedSpec packed,
      TaskSpec spec,
      Lane lane) {
    this.id = id;
    this.createdAtMillis = createdAtMillis;
    this.runAtMillis = runAtMillis;
    this.dueAtMillis = runAtMillis;
    this.specBytes = packed.bytes();
    this.lane = lane;
    learn(spec);
  }

  PackedSpec spec() {
    return PackedSpec.of(specBytes);
  }

  void replaceSpec(TaskSpec changed) {
    specBytes = PackedSpec.pack(changed).bytes();
    learn(changed);
  }

  /// Asked for seldom, so it is not kept beside the specification; 0 for none.
  long startDeadlineMillis() {
    return hasStartDeadline ? spec().unpack().startDeadlineMillis() : 0;
  }

  /// Keeps what is needed often in fields of its own.
  void learn(TaskSpec unpacked) {
    level = (byte) unpacked.priority().level();
    hasStartDeadline = unpacked.startDeadlineMillis() > 0;
    atMostOnce = unpacked.delivery() == Delivery.AT_MOST_ONCE;
  }

  void restore(TaskRecord record) {
    state = record.state();
    dueAtMillis = record.dueAtMillis();
    attempt = record.attempt();
    charged = record.charged();
    uncharged = record.uncharged();
    life = record.life();
    started = record.started();
    cancelling = record.cancelling();
    executor = record.executor().orElse(null);
    lastFailure = record.lastFailure().orElse(null);
  }

  TaskRecord record() {
    return new TaskRecord(
        id,
        journaledState(),
        spec(),
        runAtMillis,
        dueAtMillis,
        createdAtMillis,
        attempt,
        charged,
        uncharged,
        life,
        started,
        cancelling,
        Optional.ofNullable(executor),
        Optional.ofNullable(lastFailure));
  }

  /// Being queued follows from time alone, so the journal does not know it.
  TaskState journaledState() {
    return state == TaskState.QUEUED ? waitingState() : state;
  }

  TaskState waitingState() {
    return charged + uncharged > 0 ? TaskState.RETRYING : TaskState.SCHEDULED;
  }

  /// Equal for equal journaled content, on every machine.
  long digest() {
    long digest = id.mix();
    digest = digest * 31 + journaledState().ordinal();
    digest = digest * 31 + runAtMillis;
    digest = digest * 31 + dueAtMillis;
    digest = digest * 31 + attempt;
    digest = digest * 31 + charged;
    digest = digest * 31 + uncharged;
    digest = digest * 31 + life;
    digest = digest * 31 + (started ? 2 : 0) + (cancelling ? 1 : 0);
    digest = digest * 31 + (executor == null ? 0 : executor.hashCode());
    digest = digest * 31 + Arrays.hashCode(specBytes);
    return digest * 0x9E37_79B9_7F4A_7C15L;
  }

  @Override
  public int level() {
    return level;
  }

  @Override
  public long waitingSinceMillis() {
    return dueAtMillis;
  }

  @Override
  public String toString() {
    return "task " + id;
  }
}
