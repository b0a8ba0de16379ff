package io.tickwheel.alert;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Endpoint;
import io.tickwheel.alert.channel.Sender;
import io.tickwheel.alert.decide.Backoff;
import io.tickwheel.alert.decide.Grouping;
import io.tickwheel.alert.deliver.DeliveryMetrics;
import io.tickwheel.alert.deliver.DeliveryPolicy;
import io.tickwheel.alert.deliver.DeliveryRound;
import io.tickwheel.alert.store.AlertStore;
import io.tickwheel.alert.store.ChannelStore;
import io.tickwheel.alert.store.Database;
import io.tickwheel.alert.store.DeliveryStore;
import io.tickwheel.alert.store.Outbox;
import io.tickwheel.alert.watch.JournalWatch;
import io.tickwheel.alert.watch.NotificationWords;
import io.tickwheel.wire.JournalCodec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The service's inside on a real database, without its edges.
public final class Bench implements AutoCloseable {
  public static final DeliveryPolicy POLICY =
      new DeliveryPolicy(
          new Backoff(3, Duration.ofSeconds(1), Duration.ofMinutes(1)), Duration.ofDays(1));

  public final Database database;
  public final AlertStore alerts;
  public final ChannelStore channels;
  public final DeliveryStore deliveries;
  private final InstantSource clock;

  public Bench(Path folder, InstantSource clock) {
    this.clock = clock;
    database = Database.open(folder);
    alerts =
        new AlertStore(
            database, new Grouping(Duration.ofMinutes(5)), new Outbox(new NotificationWords()));
    channels = new ChannelStore(database);
    deliveries = new DeliveryStore(database);
  }

  public JournalWatch watch(Runnable somethingToTell) {
    return new JournalWatch(
        alerts, tasks -> tasks.stream().map(task -> "mail").toList(), clock, somethingToTell);
  }

  /// Reads a record that tells of one dead task.
  public void oneDies(long sequence, String message) {
    byte[] record =
        JournalCodec.encode(Records.frame(Records.died(Records.task((int) sequence), message)));
    try {
      watch(() -> {}).accept(sequence, 0, Records.AT, record, 0);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public DeliveryRound round(Sender sender) {
    return new DeliveryRound(
        deliveries,
        channels,
        sender,
        POLICY,
        clock,
        new DeliveryMetrics(new SimpleMeterRegistry()));
  }

  public static Channel webhook(String id, URI url) {
    return new Channel(
        id, new Endpoint.Webhook(url, Optional.empty()), true, false, Channel.Origin.API, 1, 1);
  }

  @Override
  public void close() {
    database.close();
  }
}
