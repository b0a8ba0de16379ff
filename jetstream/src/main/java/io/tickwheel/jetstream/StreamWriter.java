package io.tickwheel.jetstream;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Stores messages in streams and reports where they lie. Tries once: repeating is the caller's
/// decision.
final class StreamWriter {
  /// Longer than an election of stream leaders and a slow fsync, shorter than anybody's patience.
  private static final Duration ACK_WAIT = Duration.ofSeconds(5);

  private static final String EXPECTED_LAST = "Nats-Expected-Last-Subject-Sequence";
  private static final String MESSAGE_ID = "Nats-Msg-Id";
  private static final Pattern ACTUAL_LAST = Pattern.compile("sequence: (\\d+)");
  private static final int WRONG_LAST_SEQUENCE = 10071;

  private final Line line;

  StreamWriter(Line line) {
    this.line = line;
  }

  /// The future is the message's sequence, or fails with [UnconfirmedAppendException].
  CompletableFuture<Long> store(String subject, byte[] body) {
    return send(subject, null, body, -1);
  }

  /// Stores the message unless one of this id was stored lately; either way the future is where it
  /// lies.
  CompletableFuture<Long> storeOnce(String subject, String id, String contentType, byte[] body) {
    Headers headers = new Headers().put(MESSAGE_ID, id).put("Content-Type", contentType);
    return send(subject, headers, body, -1);
  }

  /// Stores the message if the subject's newest is `expectedLast` (0: none yet); else fails with
  /// [StaleOwnerException].
  CompletableFuture<Long> storeFenced(String subject, byte[] body, long expectedLast) {
    Headers fence = new Headers().put(EXPECTED_LAST, Long.toString(expectedLast));
    return send(subject, fence, body, expectedLast);
  }

  private CompletableFuture<Long> send(
      String subject, @Nullable Headers headers, byte[] body, long expectedLast) {
    var stored = new CompletableFuture<Long>();
    var _ =
        line.request(subject, headers, body, ACK_WAIT)
            .whenComplete(
                (answer, failure) -> settle(stored, subject, expectedLast, answer, failure));
    return stored;
  }

  private static void settle(
      CompletableFuture<Long> stored,
      String subject,
      long expectedLast,
      @Nullable Message answer,
      @Nullable Throwable failure) {
    if (answer == null) {
      stored.completeExceptionally(
          new UnconfirmedAppendException(subject, Failures.sentence(failure)));
      return;
    }
    try {
      stored.complete(sequence(subject, expectedLast, Ack.parse(answer.getData())));
    } catch (RuntimeException e) {
      stored.completeExceptionally(e);
    }
  }

  private static long sequence(String subject, long expectedLast, Ack ack) {
    return switch (ack) {
      case Ack.Stored(long sequence) -> sequence;
      case Ack.Refused(int code, String text) when code == WRONG_LAST_SEQUENCE ->
          throw new StaleOwnerException(subject, expectedLast, actual(text));
      case Ack.Refused(int code, String text) ->
          throw new UnconfirmedAppendException(subject, "%s (%d)".formatted(text, code));
    };
  }

  private static long actual(String text) {
    Matcher matcher = ACTUAL_LAST.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
