package io.tickwheel.client;

import static io.tickwheel.model.Require.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tickwheel.message.Submission;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A task to be submitted. Immutable: each method returns a changed copy. Bad values throw
/// IllegalArgumentException where they are given.
///
/// ```java
/// TaskRequest.handler("send_email").payload(new Welcome("ann")).delay(Duration.ofMinutes(5))
/// ```
public final class TaskRequest {
  private static final Duration DELAY_MAX = Duration.ofDays(100 * 366);

  private final TaskSpec spec;
  private final Set<RetryPolicy.Part> openRetry;
  private final @Nullable Instant runAt;
  private final Duration delay;
  private final Optional<String> idempotencyKey;

  private TaskRequest(
      TaskSpec spec,
      Set<RetryPolicy.Part> openRetry,
      @Nullable Instant runAt,
      Duration delay,
      Optional<String> idempotencyKey) {
    this.spec = spec;
    this.openRetry = openRetry;
    this.runAt = runAt;
    this.delay = delay;
    this.idempotencyKey = idempotencyKey;
  }

  /// Run by a worker's `@TaskHandler(type)` method.
  public static TaskRequest handler(String type) {
    return of(type, new Target.Handler());
  }

  /// An HTTP callback; the payload is its body. Starts out as a POST.
  public static TaskRequest http(String type, URI url) {
    return http(type, "POST", url, Map.of());
  }

  public static TaskRequest http(String type, String method, URI url, Map<String, String> headers) {
    return of(type, new Target.Http(method, url.toString(), headers));
  }

  /// An operating-system process, without a shell.
  public static TaskRequest process(String type, List<String> argv) {
    return process(type, argv, Map.of());
  }

  public static TaskRequest process(String type, List<String> argv, Map<String, String> env) {
    return of(type, new Target.Process(argv, env));
  }

  private static TaskRequest of(String type, Target target) {
    return new TaskRequest(
        TaskSpec.of(type, target, Payload.EMPTY),
        RetryPolicy.Part.ALL,
        null,
        Duration.ZERO,
        Optional.empty());
  }

  /// Any value that [Json#mapper] can write.
  public TaskRequest payload(Object value) {
    try {
      return json(Json.mapper().writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the payload cannot be JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// JSON text in UTF-8. The caller does not change it afterwards.
  public TaskRequest json(byte[] text) {
    return with(spec.withPayload(Payload.of(text)));
  }

  /// Not before this long after the submission, by this machine's clock.
  public TaskRequest delay(Duration after) {
    require(
        !after.isNegative() && after.compareTo(DELAY_MAX) <= 0, "delay 0..100 years: %s", after);
    return new TaskRequest(spec, openRetry, null, after, idempotencyKey);
  }

  /// Not before this time.
  public TaskRequest runAt(Instant time) {
    require(time.toEpochMilli() >= 0, "run_at is after 1970: %s", time);
    return new TaskRequest(spec, openRetry, time, Duration.ZERO, idempotencyKey);
  }

  public TaskRequest priority(Priority priority) {
    return with(spec.withPriority(priority));
  }

  /// Keeps the rest of the retry policy. What nobody gives is the scheduler's to fill in
  /// (`MAX_RETRIES`, `RETRY_DELAY`).
  public TaskRequest maxAttempts(int attempts) {
    var open = EnumSet.allOf(RetryPolicy.Part.class);
    open.retainAll(openRetry);
    open.remove(RetryPolicy.Part.MAX_ATTEMPTS);
    return with(spec.withRetry(spec.retry().withMaxAttempts(attempts)), open);
  }

  /// The whole policy.
  public TaskRequest retry(RetryPolicy policy) {
    return with(spec.withRetry(policy), Set.of());
  }

  /// Bounds each attempt.
  public TaskRequest timeout(Duration limit) {
    return with(spec.withTimeoutMillis(limit.toMillis()));
  }

  /// An attempt that did not start by then does not start any more: the task expires.
  public TaskRequest startDeadline(Instant deadline) {
    return with(spec.withStartDeadlineMillis(deadline.toEpochMilli()));
  }

  public TaskRequest delivery(Delivery delivery) {
    return with(spec.withDelivery(delivery));
  }

  public TaskRequest queue(String queue) {
    return with(spec(queue, spec.labels(), spec.executorSelector()));
  }

  public TaskRequest labels(Map<String, String> labels) {
    return with(spec(spec.queue(), labels, spec.executorSelector()));
  }

  /// Only an executor with these labels runs it.
  public TaskRequest executorSelector(Map<String, String> labels) {
    return with(spec(spec.queue(), spec.labels(), labels));
  }

  /// Submitting again with the same key and content, over REST too, gives the same task. With a key
  // the client
  /// repeats a submission by itself when its answer was lost.
  public TaskRequest idempotencyKey(String key) {
    require(!key.isBlank(), "an idempotency key is not blank");
    return new TaskRequest(spec, openRetry, runAt, delay, Optional.of(key));
  }

  /// Where the retry policy was not given it stands with the usual defaults.
  public TaskSpec spec() {
    return spec;
  }

  Submission submission(long nowMillis) {
    long runAtMillis =
        runAt != null ? runAt.toEpochMilli() : delay.isZero() ? 0 : nowMillis + delay.toMillis();
    return new Submission(
        PackedSpec.pack(spec), openRetry, runAtMillis, delay.toMillis(), idempotencyKey);
  }

  private TaskRequest with(TaskSpec changed) {
    return with(changed, openRetry);
  }

  private TaskRequest with(TaskSpec changed, Set<RetryPolicy.Part> open) {
    return new TaskRequest(changed, open, runAt, delay, idempotencyKey);
  }

  private TaskSpec spec(
      String queue, Map<String, String> labels, Map<String, String> executorSelector) {
    return new TaskSpec(
        spec.type(),
        spec.target(),
        spec.payload(),
        queue,
        spec.priority(),
        spec.retry(),
        spec.timeoutMillis(),
        spec.startDeadlineMillis(),
        spec.delivery(),
        labels,
        executorSelector);
  }
}
