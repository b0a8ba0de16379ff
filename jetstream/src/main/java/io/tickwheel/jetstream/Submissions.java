package io.tickwheel.jetstream;

import io.nats.client.Message;
import io.tickwheel.wire.Subjects;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Submissions that come over NATS instead of HTTP: a request to any scheduler, and its answer.
public final class Submissions {
  /// The header that names an idempotency key, as in HTTP.
  public static final String KEY_HEADER = "Idempotency-Key";

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Line line;

  public Submissions(NatsLink link) {
    line = link.controlLine();
  }

  /// Answers a request when it can, from whatever thread.
  @FunctionalInterface
  public interface Handler {
    void accept(byte[] request, Consumer<byte[]> answer);
  }

  /// Answers a request with headers, of which `key` is [#KEY_HEADER].
  @FunctionalInterface
  public interface KeyedHandler {
    void accept(byte[] request, Optional<String> key, Consumer<byte[]> answer);
  }

  /// Takes its share of the tasks that come one by one as JSON.
  public Reading serveJson(KeyedHandler handler) {
    return serve(Subjects.SUBMIT, handler);
  }

  /// Takes its share of the batches that the SDK sends as protobuf.
  public Reading serveBatches(Handler handler) {
    return serve(Subjects.SUBMIT_BATCH, (request, key, answer) -> handler.accept(request, answer));
  }

  /// Sends a batch to one of the schedulers. Fails with [NoAnswerException]; the tasks may have
  /// been accepted all the same.
  public CompletableFuture<byte[]> submitBatch(byte[] batch) {
    return line.request(Subjects.SUBMIT_BATCH, null, batch, PATIENCE).thenApply(Message::getData);
  }

  private Reading serve(String subject, KeyedHandler handler) {
    return line.listen(
        subject,
        Subjects.GATEWAYS,
        message -> {
          String replyTo = message.getReplyTo();
          if (replyTo != null) {
            handler.accept(
                message.getData(), key(message), answer -> line.publish(replyTo, answer));
          }
        });
  }

  private static Optional<String> key(Message message) {
    return message.hasHeaders()
        ? Optional.ofNullable(message.getHeaders().getFirst(KEY_HEADER))
        : Optional.empty();
  }
}
