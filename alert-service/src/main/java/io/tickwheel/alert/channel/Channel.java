package io.tickwheel.alert.channel;

import java.util.Locale;
import java.util.Optional;

/// A way to tell people, under a name that users gave it.
public record Channel(
    String id,
    Endpoint endpoint,
    boolean enabled,
    boolean sendResolved,
    Origin origin,
    long createdAtMillis,
    long updatedAtMillis) {

  public enum Origin {
    API,
    /// From the service's settings; read-only in the API.
    CONFIG;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Channel withSecret(Optional<Secret> secret) {
    return endpoint instanceof Endpoint.Webhook webhook
        ? new Channel(
            id,
            new Endpoint.Webhook(webhook.url(), secret),
            enabled,
            sendResolved,
            origin,
            createdAtMillis,
            updatedAtMillis)
        : this;
  }

  public Optional<Secret> secret() {
    return endpoint instanceof Endpoint.Webhook webhook ? webhook.secret() : Optional.empty();
  }
}
