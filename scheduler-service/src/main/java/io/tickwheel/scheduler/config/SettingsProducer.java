package io.tickwheel.scheduler.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.tickwheel.settings.BadSettingsException;
import io.tickwheel.settings.SettingsReader;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/// Reads the settings once, when the process starts.
@Dependent
final class SettingsProducer {
  @Produces
  @Singleton
  SchedulerSettings settings(Config config) {
    try {
      var reader = new SettingsReader(name -> config.getOptionalValue(name, String.class));
      SchedulerSettings settings = SchedulerSettings.read(reader, host(config), port(config));
      reader.refuseUnknown("scheduler", config.getPropertyNames(), System.getenv().keySet());
      reader.done();
      return settings;
    } catch (BadSettingsException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  private static String host(Config config) {
    return config
        .getOptionalValue("quarkus.http.host", String.class)
        .filter(host -> !host.equals("0.0.0.0"))
        .orElse("127.0.0.1");
  }

  private static int port(Config config) {
    return config.getOptionalValue("quarkus.http.port", Integer.class).orElse(8081);
  }
}
