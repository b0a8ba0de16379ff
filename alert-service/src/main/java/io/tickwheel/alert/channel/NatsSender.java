package io.tickwheel.alert.channel;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Publishes CloudEvents 1.0 in JSON. When a stream takes the subject, delivered means stored; else
/// it means that the server has it for whoever listens now.
public final class NatsSender {
  private static final String MESSAGE_ID = "Nats-Msg-Id";

  private final Supplier<Optional<Connection>> connection;
  private final Duration timeout;

  /// `connection` is empty while NATS is away.
  public NatsSender(Supplier<Optional<Connection>> connection, Duration timeout) {
    this.connection = connection;
    this.timeout = timeout;
  }

  Sent send(Endpoint.NatsSubject to, Notification notification) {
    Optional<Connection> nats = connection.get();
    if (nats.isEmpty()) {
      return Sent.Failed.passing("NATS is not connected");
    }
    try {
      publish(nats.get(), message(to, notification));
      return new Sent.Delivered();
    } catch (JetStreamApiException | IOException | TimeoutException | IllegalStateException e) {
      return Sent.Failed.passing("NATS: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sent.Failed.passing("interrupted by the service's stop");
    }
  }

  private void publish(Connection nats, Message message)
      throws JetStreamApiException, IOException, TimeoutException, InterruptedException {
    boolean stored = !nats.jetStreamManagement().getStreamNames(message.getSubject()).isEmpty();
    if (stored) {
      var _ = nats.jetStream().publish(message);
    } else {
      nats.publish(message);
      nats.flush(timeout);
    }
  }

  private static Message message(Endpoint.NatsSubject to, Notification notification) {
    var headers =
        new Headers()
            .put(MESSAGE_ID, notification.id())
            .put("Content-Type", "application/cloudevents+json");
    return NatsMessage.builder()
        .subject(to.subject())
        .headers(headers)
        .data(cloudEvent(notification).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /// `data` is JSON already; the other values need no escapes.
  private static String cloudEvent(Notification notification) {
    return """
        {"specversion":"1.0","id":"%s","source":"/tickwheel/alert","type":"io.tickwheel.alert.%s",\
        "time":"%s","datacontenttype":"application/json","data":%s}"""
        .formatted(
            notification.id(),
            notification.change().word(),
            Rfc3339.format(notification.atMillis()),
            notification.data());
  }
}
