package io.tickwheel.alert.deliver;

import io.micrometer.core.instrument.MeterRegistry;

/// Counts attempts to deliver, by channel: there are at most a hundred.
public final class DeliveryMetrics {
  private static final String NAME = "tickwheel.alert.deliveries";

  private final MeterRegistry registry;

  public DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void delivered(String channelId) {
    count(channelId, "delivered");
  }

  void failed(String channelId) {
    count(channelId, "failed");
  }

  void undeliverable(String channelId) {
    count(channelId, "undeliverable");
  }

  private void count(String channelId, String outcome) {
    registry.counter(NAME, "channel", channelId, "outcome", outcome).increment();
  }
}
