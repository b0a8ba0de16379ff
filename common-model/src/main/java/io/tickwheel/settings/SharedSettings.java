package io.tickwheel.settings;

import io.tickwheel.model.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The settings that services have in common: one name and one default each, whichever service
/// reads it. No service takes any of them for unknown, so that one file can hold them for all.
public final class SharedSettings {
  private static final String NATS_URL = "tickwheel.nats.url";
  private static final String INSTANCE = "tickwheel.instance";
  private static final String DATA_DIR = "tickwheel.data-dir";
  private static final String PARTITIONS = "tickwheel.partitions";
  private static final String REPLICAS = "tickwheel.replicas";

  /// Where the command line client finds the API.
  private static final String URL = "tickwheel.url";

  static final Set<String> NAMES = Set.of(NATS_URL, INSTANCE, DATA_DIR, PARTITIONS, REPLICAS, URL);

  private SharedSettings() {}

  public static String natsUrl(SettingsReader in) {
    return in.text(List.of(NATS_URL, "NATS_URL"), "nats://127.0.0.1:4222");
  }

  /// What this process is called among those of its `service`.
  public static String name(SettingsReader in, String service, String otherwise) {
    return in.text(List.of("tickwheel." + service + ".name", INSTANCE), otherwise);
  }

  /// Where `service` keeps its files.
  public static Path dataFolder(SettingsReader in, String service) {
    return Path.of(
        in.text(List.of("tickwheel." + service + ".data-dir", DATA_DIR), ".tickwheel/" + service));
  }

  public static int partitions(SettingsReader in) {
    return (int) in.number(List.of(PARTITIONS), 16, 1, TaskId.PARTITIONS_MAX);
  }

  public static int replicas(SettingsReader in) {
    return (int) in.number(List.of(REPLICAS), 1, 1, 5);
  }
}
