package io.tickwheel.monitor.config;

import io.tickwheel.monitor.store.Retention;
import io.tickwheel.settings.SettingsReader;
import io.tickwheel.settings.SharedSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the monitor can be told, with the names and limits of each setting.
///
/// `schedulers` is empty when none are named: then those count that are heard of.
public record MonitorSettings(
    String name,
    String natsUrl,
    Path dataFolder,
    int partitions,
    int replicas,
    Retention.Limits retention,
    List<URI> schedulers,
    URI alert,
    long metricsIntervalMillis) {
  /// Where a scheduler is looked for when none is named and none is heard of.
  public static final URI SCHEDULER_DEFAULT = URI.create("http://127.0.0.1:8081");

  private static final Set<String> HTTP = Set.of("http", "https");
  private static final String SCHEDULER_URLS = "tickwheel.monitor.scheduler-urls";
  private static final long DAY_MILLIS = 24 * 3_600_000L;

  public MonitorSettings {
    schedulers = List.copyOf(schedulers);
  }

  /// `place` names this process when it is given no name: host and port.
  public static MonitorSettings read(SettingsReader in, String place) {
    return new MonitorSettings(
        SharedSettings.name(in, "monitor", place),
        SharedSettings.natsUrl(in),
        SharedSettings.dataFolder(in, "monitor"),
        SharedSettings.partitions(in),
        SharedSettings.replicas(in),
        new Retention.Limits(
            in.durationMillis(
                List.of("tickwheel.monitor.retention"), 7 * DAY_MILLIS, 60_000, 3650 * DAY_MILLIS),
            in.number(List.of("tickwheel.monitor.rows-max"), 5_000_000, 1_000, 10_000_000_000L)),
        schedulers(in.text(List.of(SCHEDULER_URLS), "")),
        in.address(List.of("tickwheel.monitor.alert-url"), "http://127.0.0.1:8083", HTTP),
        in.durationMillis(
            List.of("tickwheel.monitor.metrics-interval", "METRICS_INTERVAL"),
            10_000,
            1_000,
            3_600_000));
  }

  private static List<URI> schedulers(String text) {
    var urls = new ArrayList<URI>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        urls.add(scheduler(part.strip()));
      }
    }
    return urls;
  }

  /// One of the list, checked as a setting of its own.
  private static URI scheduler(String text) {
    var one = new SettingsReader(name -> Optional.of(text));
    URI url = one.address(List.of(SCHEDULER_URLS), SCHEDULER_DEFAULT.toString(), HTTP);
    one.done();
    return url;
  }
}
