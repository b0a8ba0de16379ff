package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

import java.util.Map;

/// What a submitter asks for; fixed from then on but for priority and payload of a task that waits.
///
/// `startDeadlineMillis` is absolute, 0 for none. `timeoutMillis` bounds each attempt.
public record TaskSpec(
    String type,
    Target target,
    Payload payload,
    String queue,
    Priority priority,
    RetryPolicy retry,
    long timeoutMillis,
    long startDeadlineMillis,
    Delivery delivery,
    Map<String, String> labels,
    Map<String, String> executorSelector) {
  public static final int NAME_MAX = 128;
  public static final long TIMEOUT_MAX_MILLIS = 7L * 24 * 3_600_000;
  public static final long TIMEOUT_DEFAULT_MILLIS = 300_000;
  public static final String QUEUE_DEFAULT = "default";

  public TaskSpec {
    require(!type.isBlank() && type.length() <= NAME_MAX, "type has 1..128 characters");
    require(!queue.isBlank() && queue.length() <= NAME_MAX, "queue has 1..128 characters");
    require(
        timeoutMillis >= 1 && timeoutMillis <= TIMEOUT_MAX_MILLIS,
        "timeout 1 ms..7 days: %s",
        timeoutMillis);
    require(startDeadlineMillis >= 0, "start_deadline is not negative: %s", startDeadlineMillis);
    labels = Map.copyOf(labels);
    executorSelector = Map.copyOf(executorSelector);
  }

  /// A task of defaults: normal priority, default queue and retry policy, at least once.
  public static TaskSpec of(String type, Target target, Payload payload) {
    return new TaskSpec(
        type,
        target,
        payload,
        QUEUE_DEFAULT,
        Priority.NORMAL,
        RetryPolicy.DEFAULT,
        TIMEOUT_DEFAULT_MILLIS,
        0,
        Delivery.AT_LEAST_ONCE,
        Map.of(),
        Map.of());
  }

  /// What an executor must offer to run this: `http`, `process` or `handler:<type>`.
  public String lane() {
    return switch (target) {
      case Target.Http http -> "http";
      case Target.Process process -> "process";
      case Target.Handler handler -> "handler:" + type;
    };
  }

  public TaskSpec withPriority(Priority changed) {
    return new TaskSpec(
        type,
        target,
        payload,
        queue,
        changed,
        retry,
        timeoutMillis,
        startDeadlineMillis,
        delivery,
        labels,
        executorSelector);
  }

  public TaskSpec withPayload(Payload changed) {
    return new TaskSpec(
        type,
        target,
        changed,
        queue,
        priority,
        retry,
        timeoutMillis,
        startDeadlineMillis,
        delivery,
        labels,
        executorSelector);
  }

  public TaskSpec withRetry(RetryPolicy changed) {
    return new TaskSpec(
        type,
        target,
        payload,
        queue,
        priority,
        changed,
        timeoutMillis,
        startDeadlineMillis,
        delivery,
        labels,
        executorSelector);
  }

  public TaskSpec withDelivery(Delivery changed) {
    return new TaskSpec(
        type,
        target,
        payload,
        queue,
        priority,
        retry,
        timeoutMillis,
        startDeadlineMillis,
        changed,
        labels,
        executorSelector);
  }

  public TaskSpec withLabels(Map<String, String> changed) {
    return new TaskSpec(
        type,
        target,
        payload,
        queue,
        priority,
        retry,
        timeoutMillis,
        startDeadlineMillis,
        delivery,
        changed,
        executorSelector);
  }

  public TaskSpec withTimeoutMillis(long changed) {
    return new TaskSpec(
        type,
        target,
        payload,
        queue,
        priority,
        retry,
        changed,
        startDeadlineMillis,
        delivery,
        labels,
        executorSelector);
  }

  public TaskSpec withStartDeadlineMillis(long changed) {
    return new TaskSpec(
        type,
        target,
        payload,
        queue,
        priority,
        retry,
        timeoutMillis,
        changed,
        delivery,
        labels,
        executorSelector);
  }
}
