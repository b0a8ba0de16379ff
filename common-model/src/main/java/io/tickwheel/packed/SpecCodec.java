package io.tickwheel.packed;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.wire.proto.HandlerTarget;
import io.tickwheel.wire.proto.HttpTarget;
import io.tickwheel.wire.proto.ProcessTarget;
import java.util.List;

/// Between [TaskSpec] and `tickwheel.v1.TaskSpec`. Encoding is deterministic: equal specifications
/// have equal bytes.
final class SpecCodec {
  private static final RetryPolicy.Strategy[] STRATEGIES = RetryPolicy.Strategy.values();
  private static final RetryPolicy.Jitter[] JITTERS = RetryPolicy.Jitter.values();
  private static final Delivery[] DELIVERIES = Delivery.values();

  // What is left out of the encoding, as most tasks have it: a million waiting tasks are 40 MB
  // smaller. Part of the wire: these never change, whatever the product's defaults become.
  private static final String USUAL_QUEUE = "default";
  private static final long USUAL_TIMEOUT_MILLIS = 300_000;
  private static final RetryPolicy USUAL_RETRY =
      new RetryPolicy(
          4,
          RetryPolicy.Strategy.EXPONENTIAL,
          5_000,
          2.0,
          3_600_000,
          RetryPolicy.Jitter.ADDITIVE,
          500,
          List.of(),
          List.of());

  private SpecCodec() {}

  static byte[] encode(TaskSpec spec) {
    var proto =
        io.tickwheel.wire.proto.TaskSpec.newBuilder()
            .setType(spec.type())
            .setPayload(UnsafeByteOperations.unsafeWrap(spec.payload().bytes()))
            .setPriorityValue(spec.priority().level())
            .setStartDeadlineMillis(spec.startDeadlineMillis())
            .setDeliveryValue(spec.delivery().ordinal());
    if (!spec.queue().equals(USUAL_QUEUE)) {
      proto.setQueue(spec.queue());
    }
    if (!spec.retry().equals(USUAL_RETRY)) {
      proto.setRetry(retry(spec.retry()));
    }
    if (spec.timeoutMillis() != USUAL_TIMEOUT_MILLIS) {
      proto.setTimeoutMillis(spec.timeoutMillis());
    }
    sorted(spec.labels(), proto::putLabels);
    sorted(spec.executorSelector(), proto::putExecutorSelector);
    target(spec.target(), proto);
    return deterministic(proto.build());
  }

  static TaskSpec decode(byte[] bytes) {
    try {
      var proto = io.tickwheel.wire.proto.TaskSpec.parseFrom(bytes);
      return new TaskSpec(
          proto.getType(),
          target(proto),
          payload(proto.getPayload()),
          proto.getQueue().isEmpty() ? USUAL_QUEUE : proto.getQueue(),
          Priority.ofLevel(proto.getPriorityValue()),
          proto.hasRetry() ? retry(proto.getRetry()) : USUAL_RETRY,
          proto.getTimeoutMillis() == 0 ? USUAL_TIMEOUT_MILLIS : proto.getTimeoutMillis(),
          proto.getStartDeadlineMillis(),
          DELIVERIES[proto.getDeliveryValue()],
          proto.getLabelsMap(),
          proto.getExecutorSelectorMap());
    } catch (InvalidProtocolBufferException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a task specification: " + e.getMessage(), e);
    }
  }

  private static Payload payload(ByteString bytes) {
    return Payload.of(bytes.toByteArray());
  }

  private static void target(Target target, io.tickwheel.wire.proto.TaskSpec.Builder proto) {
    switch (target) {
      case Target.Http http -> {
        var to = HttpTarget.newBuilder().setMethod(http.method()).setUrl(http.url());
        sorted(http.headers(), to::putHeaders);
        proto.setHttp(to);
      }
      case Target.Process process -> {
        var to = ProcessTarget.newBuilder().addAllArgv(process.argv());
        sorted(process.env(), to::putEnv);
        proto.setProcess(to);
      }
      case Target.Handler handler -> proto.setHandler(HandlerTarget.getDefaultInstance());
    }
  }

  private static Target target(io.tickwheel.wire.proto.TaskSpec proto) {
    return switch (proto.getTargetCase()) {
      case HTTP ->
          new Target.Http(
              proto.getHttp().getMethod(),
              proto.getHttp().getUrl(),
              proto.getHttp().getHeadersMap());
      case PROCESS ->
          new Target.Process(proto.getProcess().getArgvList(), proto.getProcess().getEnvMap());
      case HANDLER -> new Target.Handler();
      case TARGET_NOT_SET ->
          throw new IllegalArgumentException("a task specification without a target");
    };
  }

  private static io.tickwheel.wire.proto.RetryPolicy retry(RetryPolicy policy) {
    return io.tickwheel.wire.proto.RetryPolicy.newBuilder()
        .setMaxAttempts(policy.maxAttempts())
        .setStrategyValue(policy.strategy().ordinal())
        .setBaseMillis(policy.baseMillis())
        .setFactor(policy.factor())
        .setCapMillis(policy.capMillis())
        .setJitterValue(policy.jitter().ordinal())
        .setJitterMillis(policy.jitterMillis())
        .addAllDelaysMillis(policy.delaysMillis())
        .addAllFatalExitCodes(policy.fatalExitCodes())
        .build();
  }

  private static RetryPolicy retry(io.tickwheel.wire.proto.RetryPolicy proto) {
    return new RetryPolicy(
        proto.getMaxAttempts(),
        STRATEGIES[proto.getStrategyValue()],
        proto.getBaseMillis(),
        proto.getFactor(),
        proto.getCapMillis(),
        JITTERS[proto.getJitterValue()],
        proto.getJitterMillis(),
        proto.getDelaysMillisList(),
        proto.getFatalExitCodesList());
  }

  private static void sorted(
      java.util.Map<String, String> from, java.util.function.BiConsumer<String, String> to) {
    from.entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> to.accept(e.getKey(), e.getValue()));
  }

  private static byte[] deterministic(com.google.protobuf.MessageLite message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    var out = com.google.protobuf.CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("an array cannot fail to be written", e);
    }
    return bytes;
  }
}
