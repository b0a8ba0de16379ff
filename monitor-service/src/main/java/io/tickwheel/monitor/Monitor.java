package io.tickwheel.monitor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tickwheel.jetstream.Beats;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.monitor.config.MonitorSettings;
import io.tickwheel.monitor.events.Teller;
import io.tickwheel.monitor.feed.Follower;
import io.tickwheel.monitor.live.Fleet;
import io.tickwheel.monitor.status.StatusReader;
import io.tickwheel.monitor.store.HistoryDatabase;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/// Starts the parts when the process starts, and stops them in the order in which nothing is lost.
@Singleton
public class Monitor {
  private static final Logger LOG = Logger.getLogger(Monitor.class);

  private final MonitorSettings settings;
  private final HistoryDatabase database;
  private final NatsLink link;
  private final Follower follower;
  private final Teller teller;
  private final Fleet fleet;
  private final StatusReader status;
  private volatile List<Reading> beats = List.of();

  Monitor(
      MonitorSettings settings,
      HistoryDatabase database,
      NatsLink link,
      Follower follower,
      Teller teller,
      Fleet fleet,
      StatusReader status) {
    this.settings = settings;
    this.database = database;
    this.link = link;
    this.follower = follower;
    this.teller = teller;
    this.fleet = fleet;
    this.status = status;
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    var _ = Thread.ofVirtual().name("beats").start(this::listen); // waits until NATS is there
    follower.start();
    teller.start();
    long _ = vertx.setPeriodic(settings.metricsIntervalMillis(), tick -> status.sampleMachine());
    LOG.infof("monitor %s keeps its history in %s", settings.name(), settings.dataFolder());
  }

  private void listen() {
    try {
      var heard = new Beats(link);
      beats = List.of(heard.onExecutor(fleet::heard), heard.onScheduler(fleet::heard));
    } catch (IllegalStateException e) {
      LOG.debugf("stopped before NATS was there: %s", e.getMessage());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    beats.forEach(Reading::close);
    if (!link.isConnected()) {
      link.close(); // nobody is to wait for a connection any more
    }
    follower.close();
    teller.close();
    link.close();
    database.close();
  }
}
