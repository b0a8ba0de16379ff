package io.tickwheel.alert.deliver;

import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Rfc3339;
import io.tickwheel.alert.channel.Sender;
import io.tickwheel.alert.channel.Sent;
import io.tickwheel.alert.store.ChannelStore;
import io.tickwheel.alert.store.Delivery;
import io.tickwheel.alert.store.DeliveryStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Sends what a channel is due, the oldest first, until nothing is left or the channel fails. What
/// came of each attempt is stored before the next one starts; a process killed in between sends
/// that one again, under the same id.
public final class DeliveryRound {
  private static final Logger LOG = Logger.getLogger(DeliveryRound.class);

  private final DeliveryStore deliveries;
  private final ChannelStore channels;
  private final Sender sender;
  private final DeliveryPolicy policy;
  private final InstantSource clock;
  private final DeliveryMetrics metrics;

  public DeliveryRound(
      DeliveryStore deliveries,
      ChannelStore channels,
      Sender sender,
      DeliveryPolicy policy,
      InstantSource clock,
      DeliveryMetrics metrics) {
    this.deliveries = deliveries;
    this.channels = channels;
    this.sender = sender;
    this.policy = policy;
    this.clock = clock;
    this.metrics = metrics;
  }

  public void run(String channelId, BooleanSupplier stopped) {
    boolean goesOn = true;
    while (goesOn && !stopped.getAsBoolean()) {
      Optional<Delivery> next = deliveries.next(channelId, clock.millis());
      goesOn = next.isPresent() && deliver(next.get());
    }
  }

  /// Tries a channel out, once. The attempt is in the log like any other.
  public Sent trial(Channel channel, Delivery trial) {
    Sent sent = sender.send(channel, trial.notification());
    switch (sent) {
      case Sent.Delivered delivered -> delivered(trial);
      case Sent.Failed failed -> undeliverable(trial, failed.reason());
    }
    return sent;
  }

  /// False when the channel should be left alone for a while.
  private boolean deliver(Delivery delivery) {
    Optional<Channel> channel =
        channels.find(delivery.channelId()).map(ChannelStore.Listed::channel);
    if (channel.isEmpty() || !channel.get().enabled()) {
      undeliverable(delivery, "the channel is switched off");
      return true;
    }
    return switch (sender.send(channel.get(), delivery.notification())) {
      case Sent.Delivered delivered -> delivered(delivery);
      case Sent.Failed failed -> failed(delivery, failed);
    };
  }

  private boolean delivered(Delivery delivery) {
    deliveries.delivered(delivery, clock.millis());
    metrics.delivered(delivery.channelId());
    LOG.infof("channel %s: told '%s'", delivery.channelId(), delivery.notification().title());
    return true;
  }

  private boolean failed(Delivery delivery, Sent.Failed failed) {
    if (Thread.currentThread().isInterrupted()) {
      return false; // our own stop: no failure of the channel
    }
    metrics.failed(delivery.channelId());
    int attempts = delivery.attempts() + 1;
    if (failed.permanent() || policy.backoff().isLast(attempts) || isTooOld(delivery)) {
      undeliverable(delivery, failed.reason());
      return true;
    }
    long wait = Math.max(policy.backoff().afterMillis(attempts), failed.retryAfterMillis());
    long nextAt = clock.millis() + wait;
    deliveries.again(delivery, failed.reason(), nextAt, clock.millis());
    LOG.warnf(
        "channel %s: attempt %d to tell '%s' failed: %s; again at %s",
        delivery.channelId(),
        attempts,
        delivery.notification().title(),
        failed.reason(),
        Rfc3339.format(nextAt));
    return false;
  }

  private void undeliverable(Delivery delivery, String reason) {
    deliveries.undeliverable(delivery, reason, clock.millis());
    metrics.undeliverable(delivery.channelId());
    LOG.errorf(
        "channel %s: '%s' is undeliverable: %s",
        delivery.channelId(), delivery.notification().title(), reason);
  }

  private boolean isTooOld(Delivery delivery) {
    return clock.millis() - delivery.createdAtMillis() > policy.ageMax().toMillis();
  }
}
