package io.tickwheel.alert.store;

import io.tickwheel.alert.channel.Notification;
import java.util.Optional;

/// One notification for one channel, and what became of it so far.
public record Delivery(
    long id,
    Notification notification,
    Optional<Long> alertId,
    String channelId,
    State state,
    int attempts,
    long nextAtMillis,
    Optional<String> lastError,
    long createdAtMillis,
    long endedAtMillis) {

  public enum State {
    PENDING,
    DELIVERED,
    UNDELIVERABLE;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
