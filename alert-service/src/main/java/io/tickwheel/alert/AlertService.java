package io.tickwheel.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.tickwheel.alert.deliver.Courier;
import io.tickwheel.alert.settings.Settings;
import io.tickwheel.alert.store.AlertStore;
import io.tickwheel.alert.store.ChannelStore;
import io.tickwheel.alert.store.DeliveryStore;
import io.tickwheel.alert.watch.Feed;
import io.tickwheel.alert.watch.JournalWatch;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Starts and stops the service, and has time pass for its alerts.
@Singleton
final class AlertService {
  private static final Logger LOG = Logger.getLogger(AlertService.class);

  private final Settings settings;
  private final AlertStore alerts;
  private final ChannelStore channels;
  private final Courier courier;
  private final Feed feed;
  private final InstantSource clock;

  AlertService(
      Settings settings,
      AlertStore alerts,
      ChannelStore channels,
      Courier courier,
      Feed feed,
      InstantSource clock) {
    this.settings = settings;
    this.alerts = alerts;
    this.channels = channels;
    this.courier = courier;
    this.feed = feed;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Scheduler scheduler) {
    channels.configure(settings.channels(), clock.millis());
    courier.start();
    feed.start();
    scheduler
        .newJob("check-alerts")
        .setInterval(settings.checkInterval().toString())
        .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
        .setTask(execution -> check())
        .schedule();
    long reach = channels.all().stream().filter(listed -> listed.channel().enabled()).count();
    LOG.infof(
        "alerts go to %d channels; the journal is decided up to %d, data in %s",
        reach, alerts.position(), settings.dataFolder().toAbsolutePath());
  }

  void stop(@Observes ShutdownEvent event) {
    feed.close();
    courier.close();
  }

  void measure(
      @Observes StartupEvent event,
      MeterRegistry registry,
      DeliveryStore deliveries,
      JournalWatch watch) {
    Gauge.builder("tickwheel.alert.firing", alerts, AlertStore::firingCount).register(registry);
    Gauge.builder("tickwheel.alert.deliveries.pending", deliveries, DeliveryStore::pendingCount)
        .register(registry);
    Gauge.builder("tickwheel.alert.channels.failing", channels, ChannelStore::failingCount)
        .register(registry);
    Gauge.builder("tickwheel.alert.journal.pending", watch, JournalWatch::pending)
        .register(registry);
    Gauge.builder("tickwheel.alert.journal.set_aside", alerts, AlertStore::setAsideCount)
        .register(registry);
  }

  @Scheduled(every = "1h", delayed = "5m")
  void forget() {
    alerts.forget(settings.retention(), clock.millis());
  }

  private void check() {
    if (alerts.check(clock.millis()) > 0) {
      courier.wake();
    }
  }
}
