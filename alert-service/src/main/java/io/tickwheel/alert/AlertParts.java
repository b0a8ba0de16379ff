package io.tickwheel.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.Connection;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tickwheel.alert.channel.EmailSender;
import io.tickwheel.alert.channel.NatsSender;
import io.tickwheel.alert.channel.Sender;
import io.tickwheel.alert.channel.Senders;
import io.tickwheel.alert.channel.WebhookSender;
import io.tickwheel.alert.decide.Grouping;
import io.tickwheel.alert.deliver.Courier;
import io.tickwheel.alert.deliver.DeliveryMetrics;
import io.tickwheel.alert.deliver.DeliveryRound;
import io.tickwheel.alert.settings.AlertSettings;
import io.tickwheel.alert.settings.Settings;
import io.tickwheel.alert.store.AlertStore;
import io.tickwheel.alert.store.ChannelStore;
import io.tickwheel.alert.store.Database;
import io.tickwheel.alert.store.DeliveryStore;
import io.tickwheel.alert.store.Outbox;
import io.tickwheel.alert.store.StoreException;
import io.tickwheel.alert.watch.Feed;
import io.tickwheel.alert.watch.JournalWatch;
import io.tickwheel.alert.watch.NotificationWords;
import io.tickwheel.alert.watch.OwnersTaskTypes;
import io.tickwheel.jetstream.Asks;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.settings.BadSettingsException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// The service's parts, each made from those it needs.
final class AlertParts {
  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Settings settings(Config config, InstantSource clock) {
    try {
      return AlertSettings.read(
          name -> config.getOptionalValue(name, String.class),
          config.getPropertyNames(),
          System.getenv().keySet(),
          clock.millis());
    } catch (BadSettingsException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  @Produces
  @Singleton
  Database database(Settings settings) {
    try {
      return Database.open(settings.dataFolder());
    } catch (StoreException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  void close(@Disposes Database database) {
    database.close();
  }

  @Produces
  @Singleton
  NatsLink link(Settings settings) {
    return NatsLink.connect(settings.natsUrl(), "tickwheel-alert");
  }

  void close(@Disposes NatsLink link) {
    link.close();
  }

  @Produces
  @Singleton
  AlertStore alerts(Database database, Settings settings) {
    var outbox = new Outbox(new NotificationWords());
    return new AlertStore(database, new Grouping(settings.groupInterval()), outbox);
  }

  @Produces
  @Singleton
  ChannelStore channels(Database database) {
    return new ChannelStore(database);
  }

  @Produces
  @Singleton
  DeliveryStore deliveries(Database database) {
    return new DeliveryStore(database);
  }

  @Produces
  @Singleton
  WebhookSender webhooks(Settings settings, InstantSource clock) {
    return new WebhookSender(settings.sendTimeout(), clock);
  }

  void close(@Disposes WebhookSender webhooks) {
    webhooks.close();
  }

  @Produces
  @Singleton
  Sender sender(WebhookSender webhooks, Settings settings, NatsLink link) {
    return new Senders(
        webhooks,
        new EmailSender(settings.smtp(), settings.sendTimeout()),
        new NatsSender(() -> connection(link), settings.sendTimeout()));
  }

  @Produces
  @Singleton
  DeliveryRound round(
      DeliveryStore deliveries,
      ChannelStore channels,
      Sender sender,
      Settings settings,
      InstantSource clock,
      MeterRegistry registry) {
    return new DeliveryRound(
        deliveries, channels, sender, settings.delivery(), clock, new DeliveryMetrics(registry));
  }

  @Produces
  @Singleton
  Courier courier(DeliveryStore deliveries, DeliveryRound round, InstantSource clock) {
    return new Courier(deliveries::due, round, clock);
  }

  @Produces
  @Singleton
  JournalWatch watch(AlertStore alerts, NatsLink link, InstantSource clock, Courier courier) {
    var types = new OwnersTaskTypes(new Asks(link), clock);
    return new JournalWatch(alerts, types, clock, courier::wake);
  }

  @Produces
  @Singleton
  Feed feed(NatsLink link, AlertStore alerts, JournalWatch watch) {
    return new Feed(link, alerts, watch);
  }

  private static Optional<Connection> connection(NatsLink link) {
    return link.isConnected() ? Optional.of(link.control()) : Optional.empty();
  }
}
