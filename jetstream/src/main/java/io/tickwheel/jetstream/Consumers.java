package io.tickwheel.jetstream;

import io.nats.client.Message;
import io.nats.client.NUID;
import io.nats.client.impl.Headers;
import io.nats.client.support.Status;
import io.tickwheel.wire.Streams;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an [OrderedReader] and the server say to each other.
final class Consumers {
  /// Idle readers are few, so this costs next to nothing, and a consumer that died without a word
  /// is missed within 8 s.
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private static final Duration PULL_EXPIRES = Duration.ofSeconds(60);

  /// The server forgets the consumer of a dead process after this.
  private static final Duration INACTIVE_MAX = Duration.ofMinutes(2);

  private static final int HEARTBEAT_CODE = 100;
  private static final int NOT_FOUND_CODE = 404;
  private static final int EXPIRED_CODE = 408;
  private static final int CONFLICT_CODE = 409;
  private static final String UNUSED_HEADER = "Nats-Pending-Messages";

  private Consumers() {}

  sealed interface Word {}

  record Alive() implements Word {}

  /// A pull ended with so many messages of its batch undelivered.
  record PullOver(int unused) implements Word {}

  record Gone(String why) implements Word {}

  static Word read(Message message) {
    Status status = message.getStatus();
    return switch (status.getCode()) {
      case HEARTBEAT_CODE -> new Alive();
      case NOT_FOUND_CODE, EXPIRED_CODE -> new PullOver(unused(message.getHeaders()));
      case CONFLICT_CODE -> conflict(message);
      default -> new Gone(status.getMessageWithCode());
    };
  }

  static String freshName() {
    return "tw" + NUID.nextGlobalSequence();
  }

  static String createRequest(Streams.Stream stream, String consumer, String filter) {
    return "CONSUMER.CREATE.%s.%s.%s".formatted(stream.name(), consumer, filter);
  }

  static String create(Streams.Stream stream, String consumer, String filter, Position from) {
    return """
        {"stream_name":"%s","action":"create","config":{"name":"%s","filter_subject":"%s",%s,\
        "ack_policy":"none","replay_policy":"instant","max_deliver":1,"mem_storage":true,\
        "num_replicas":1,"inactive_threshold":%d}}"""
        .formatted(stream.name(), consumer, filter, from.json(), INACTIVE_MAX.toNanos());
  }

  static String deleteSubject(Streams.Stream stream, String consumer) {
    return "$JS.API.CONSUMER.DELETE.%s.%s".formatted(stream.name(), consumer);
  }

  static String pullSubject(Streams.Stream stream, String consumer) {
    return "$JS.API.CONSUMER.MSG.NEXT.%s.%s".formatted(stream.name(), consumer);
  }

  static String pull(int batch) {
    return "{\"batch\":%d,\"expires\":%d,\"idle_heartbeat\":%d}"
        .formatted(batch, PULL_EXPIRES.toNanos(), HEARTBEAT.toNanos());
  }

  /// 409 tells many things; those that end one pull only say how much of it is unused.
  private static Word conflict(Message message) {
    Headers headers = message.getHeaders();
    return headers != null && headers.containsKey(UNUSED_HEADER)
        ? new PullOver(unused(headers))
        : new Gone(message.getStatus().getMessageWithCode());
  }

  private static int unused(@Nullable Headers headers) {
    String value = headers == null ? null : headers.getFirst(UNUSED_HEADER);
    return value == null ? 0 : Integer.parseInt(value);
  }
}
