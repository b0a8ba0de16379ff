package io.tickwheel.alert.channel;

/// Picks the sender by the channel's kind.
public record Senders(WebhookSender webhook, EmailSender email, NatsSender nats) implements Sender {
  @Override
  public Sent send(Channel channel, Notification notification) {
    return switch (channel.endpoint()) {
      case Endpoint.Webhook to -> webhook.send(to, notification);
      case Endpoint.Email to -> email.send(to, notification);
      case Endpoint.NatsSubject to -> nats.send(to, notification);
    };
  }
}
