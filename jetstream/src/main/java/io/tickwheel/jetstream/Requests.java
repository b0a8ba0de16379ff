package io.tickwheel.jetstream;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Requests over one connection. Unlike the client library's own they all fail the moment the
/// connection breaks, instead of waiting out their time for answers that cannot come.
final class Requests {
  private static final int NO_RESPONDERS = 503;

  private final Connection connection;
  private final String inbox;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

  private record Waiting(String subject, CompletableFuture<Message> answer) {}

  Requests(Connection connection) {
    this.connection = connection;
    inbox = connection.createInbox() + ".";
    var _ = connection.createDispatcher(this::answered).subscribe(inbox + "*");
  }

  CompletableFuture<Message> send(
      String subject, @Nullable Headers headers, byte[] body, Duration patience) {
    long number = numbers.incrementAndGet();
    var answer = new CompletableFuture<Message>();
    waiting.put(number, new Waiting(subject, answer));
    try {
      connection.publish(subject, inbox + number, headers, body);
    } catch (IllegalStateException | IllegalArgumentException e) {
      waiting.remove(number);
      return CompletableFuture.failedFuture(NoAnswerException.notReceived(subject, e.toString()));
    }
    return limited(number, subject, answer, patience);
  }

  /// The connection broke.
  void cut() {
    waiting
        .keySet()
        .forEach(
            number -> {
              Waiting lost = waiting.remove(number);
              if (lost != null) {
                fail(lost, "the connection broke");
              }
            });
  }

  private CompletableFuture<Message> limited(
      long number, String subject, CompletableFuture<Message> answer, Duration patience) {
    return answer
        .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(
            failure -> {
              waiting.remove(number);
              return CompletableFuture.failedFuture(
                  failure instanceof TimeoutException
                      ? new NoAnswerException(subject, "waited " + patience)
                      : failure);
            });
  }

  private void answered(Message message) {
    String subject = message.getSubject();
    Waiting asker = waiting.remove(Long.parseLong(subject, inbox.length(), subject.length(), 10));
    if (asker == null) {
      return;
    }
    if (message.isStatusMessage() && message.getStatus().getCode() == NO_RESPONDERS) {
      asker.answer.completeExceptionally(
          NoAnswerException.notReceived(asker.subject, "nobody listens"));
    } else {
      asker.answer.complete(message);
    }
  }

  private static void fail(Waiting asker, String why) {
    asker.answer.completeExceptionally(new NoAnswerException(asker.subject, why));
  }
}
