package io.tickwheel.wire;

import static io.tickwheel.model.Require.require;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.proto.AttemptRef;
import io.tickwheel.wire.proto.Id;
import java.util.Optional;

/// The values that several messages contain. An enum's wire number is its ordinal plus one, 0
/// means none.
final class ModelCodec {
  private static final TaskState[] STATES = TaskState.values();
  private static final FailureKind[] FAILURE_KINDS = FailureKind.values();

  private ModelCodec() {}

  static Id id(TaskId task) {
    return Id.newBuilder().setHigh(task.high()).setLow(task.low()).build();
  }

  static TaskId task(boolean present, Id id) {
    require(present, "no task id");
    return new TaskId(id.getHigh(), id.getLow());
  }

  static Id id(Incarnation incarnation) {
    return Id.newBuilder().setHigh(incarnation.high()).setLow(incarnation.low()).build();
  }

  static Incarnation incarnation(boolean present, Id id) {
    require(present, "no incarnation");
    return new Incarnation(id.getHigh(), id.getLow());
  }

  static AttemptRef attempt(AttemptId attempt) {
    return AttemptRef.newBuilder().setTask(id(attempt.task())).setAttempt(attempt.number()).build();
  }

  static AttemptId attempt(AttemptRef proto) {
    return new AttemptId(task(proto.hasTask(), proto.getTask()), proto.getAttempt());
  }

  static ByteString bytes(PackedSpec spec) {
    return UnsafeByteOperations.unsafeWrap(spec.bytes());
  }

  static PackedSpec spec(ByteString bytes) {
    return PackedSpec.of(bytes.toByteArray());
  }

  static ByteString bytes(Payload payload) {
    return UnsafeByteOperations.unsafeWrap(payload.bytes());
  }

  static Payload payload(ByteString bytes) {
    return bytes.isEmpty() ? Payload.EMPTY : Payload.of(bytes.toByteArray());
  }

  static Optional<Priority> priority(int number) {
    return number == 0 ? Optional.empty() : Optional.of(Priority.ofLevel(number));
  }

  static int number(Optional<Priority> priority) {
    return priority.isPresent() ? priority.get().level() : 0;
  }

  static int number(TaskState state) {
    return state.ordinal() + 1;
  }

  static TaskState state(int number) {
    require(number >= 1 && number <= STATES.length, "unknown task state %s", number);
    return STATES[number - 1];
  }

  static io.tickwheel.wire.proto.Failure failure(Failure failure) {
    return io.tickwheel.wire.proto.Failure.newBuilder()
        .setKindValue(failure.kind().ordinal() + 1)
        .setMessage(failure.message())
        .setCode(failure.code())
        .setRetryable(failure.retryable())
        .setRetryAfterMillis(failure.retryAfterMillis())
        .build();
  }

  static Failure failure(io.tickwheel.wire.proto.Failure proto) {
    int kind = proto.getKindValue();
    require(kind >= 1 && kind <= FAILURE_KINDS.length, "unknown failure kind %s", kind);
    return new Failure(
        FAILURE_KINDS[kind - 1],
        proto.getMessage(),
        proto.getCode(),
        proto.getRetryable(),
        proto.getRetryAfterMillis());
  }

  static io.tickwheel.wire.proto.TaskView view(TaskView view) {
    var proto =
        io.tickwheel.wire.proto.TaskView.newBuilder()
            .setId(id(view.id()))
            .setStateValue(number(view.state()))
            .setSpec(bytes(PackedSpec.pack(view.spec())))
            .setRunAtMillis(view.runAtMillis())
            .setCreatedAtMillis(view.createdAtMillis())
            .setAttempt(view.attempt())
            .setCharged(view.charged())
            .setLife(view.life())
            .setCancelling(view.cancelling())
            .setFinishedAtMillis(view.finishedAtMillis())
            .setOutput(bytes(view.output()));
    view.executor().ifPresent(executor -> proto.setExecutor(executor.toString()));
    view.lastFailure().ifPresent(failure -> proto.setLastFailure(failure(failure)));
    return proto.build();
  }

  static TaskView view(io.tickwheel.wire.proto.TaskView proto) {
    return new TaskView(
        task(proto.hasId(), proto.getId()),
        state(proto.getStateValue()),
        spec(proto.getSpec()).unpack(),
        proto.getRunAtMillis(),
        proto.getCreatedAtMillis(),
        proto.getAttempt(),
        proto.getCharged(),
        proto.getLife(),
        proto.getExecutor().isEmpty()
            ? Optional.empty()
            : Optional.of(Incarnation.parse(proto.getExecutor())),
        proto.getCancelling(),
        proto.hasLastFailure() ? Optional.of(failure(proto.getLastFailure())) : Optional.empty(),
        proto.getFinishedAtMillis(),
        payload(proto.getOutput()));
  }
}
