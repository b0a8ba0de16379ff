package io.tickwheel.alert.channel;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where a channel leads.
public sealed interface Endpoint {
  /// Without a secret the requests are not signed.
  record Webhook(URI url, Optional<Secret> secret) implements Endpoint {}

  record Email(List<String> to) implements Endpoint {
    public Email {
      to = List.copyOf(to);
    }
  }

  record NatsSubject(String subject) implements Endpoint {}

  default String kind() {
    return switch (this) {
      case Webhook webhook -> "webhook";
      case Email email -> "email";
      case NatsSubject nats -> "nats";
    };
  }
}
