package io.tickwheel.alert.store;

import java.util.Optional;

/// How a channel does. `failures` counts failed attempts since the last delivered one; times are 0
/// for never; `pending` deliveries wait to be sent.
public record ChannelHealth(
    int failures,
    Optional<String> lastError,
    long lastFailedAtMillis,
    long lastDeliveredAtMillis,
    long pending) {
  public String word() {
    if (failures > 0) {
      return "failing";
    }
    return lastDeliveredAtMillis == 0 ? "unused" : "ok";
  }
}
