package io.tickwheel.monitor;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.tickwheel.jetstream.EventLog;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.monitor.config.MonitorSettings;
import io.tickwheel.monitor.events.Teller;
import io.tickwheel.monitor.feed.BatchLimits;
import io.tickwheel.monitor.feed.Follower;
import io.tickwheel.monitor.feed.StreamedJournal;
import io.tickwheel.monitor.live.Fleet;
import io.tickwheel.monitor.live.RecentWindow;
import io.tickwheel.monitor.status.StatusReader;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.HistoryDatabase;
import io.tickwheel.settings.BadSettingsException;
import io.tickwheel.settings.SettingsReader;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/// Makes the parts, once, when the process starts. [Monitor] starts and stops them.
@Dependent
final class Wiring {
  @Produces
  @Singleton
  MonitorSettings settings(Config config) {
    try {
      var reader = new SettingsReader(name -> config.getOptionalValue(name, String.class));
      String host = config.getOptionalValue("quarkus.http.host", String.class).orElse("127.0.0.1");
      int port = config.getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
      MonitorSettings settings = MonitorSettings.read(reader, host + ":" + port);
      reader.refuseUnknown("monitor", config.getPropertyNames(), System.getenv().keySet());
      reader.done();
      return settings;
    } catch (BadSettingsException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  @Produces
  @Singleton
  HistoryDatabase database(MonitorSettings settings) {
    return HistoryDatabase.open(settings.dataFolder());
  }

  @Produces
  @Singleton
  History history(HistoryDatabase database) {
    return new History(database);
  }

  @Produces
  @Singleton
  NatsLink link(MonitorSettings settings) {
    return NatsLink.connect(settings.natsUrl(), "monitor " + settings.name());
  }

  @Produces
  @Singleton
  RecentWindow window() {
    return new RecentWindow();
  }

  @Produces
  @Singleton
  Fleet fleet() {
    return new Fleet(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  @Produces
  @Singleton
  Follower follower(
      MonitorSettings settings, HistoryDatabase database, NatsLink link, RecentWindow window) {
    return new Follower(
        database,
        new StreamedJournal(link, settings.partitions(), settings.replicas()),
        window,
        BatchLimits.DEFAULT,
        settings.retention());
  }

  @Produces
  @Singleton
  Teller teller(MonitorSettings settings, History history, Follower follower, NatsLink link) {
    return new Teller(
        history, follower::awaitBeyond, new EventLog(link)::publish, settings.dataFolder());
  }

  @Produces
  @Singleton
  StatusReader status(History history, Follower follower, RecentWindow window, Fleet fleet) {
    return new StatusReader(history, follower, window, fleet, System::currentTimeMillis);
  }
}
