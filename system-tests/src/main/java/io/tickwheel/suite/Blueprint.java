package io.tickwheel.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Which processes make a suite, with which commands, ports and settings.
record Blueprint(
    Installation installation, Path folder, Path natsStore, Map<String, String> settings) {
  /// Small and quick to start: much of a test's time is waiting for processes.
  private static final List<String> JAVA_FLAGS =
      List.of(
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  SequencedMap<String, Member> members(Cluster.Size size) {
    SequencedMap<String, Integer> ports = ports(size);
    var members = new TreeMap<String, Member>();
    ports.forEach((name, port) -> members.put(name, member(name, ports)));
    return members;
  }

  private SequencedMap<String, Integer> ports(Cluster.Size size) {
    var names = new ArrayList<String>();
    names.add("nats");
    for (int n = 1; n <= size.schedulers(); n++) {
      names.add("scheduler-" + n);
    }
    for (int n = 1; n <= size.executors(); n++) {
      names.add("executor-" + n);
    }
    if (size.monitor()) {
      names.add("monitor");
    }
    if (size.alert() && installation.has("alert")) {
      names.add("alert");
    }
    var ports = new TreeMap<String, Integer>();
    for (String name : names) {
      int port = Member.freePort();
      while (ports.containsValue(port)) {
        port = Member.freePort();
      }
      ports.put(name, port);
    }
    return ports;
  }

  private Member member(String name, Map<String, Integer> ports) {
    int port = ports.getOrDefault(name, 0);
    Path home = created(folder.resolve(name));
    Path logs = created(folder.resolve("logs"));
    return name.equals("nats")
        ? new Member(name, port, natsCommand(port), Map.of(), logs)
        : new Member(name, port, serviceCommand(name), environment(name, home, ports), logs);
  }

  private List<String> natsCommand(int port) {
    return List.of(
        installation.natsServer().toString(),
        "--config",
        installation.natsConfiguration().toString(),
        "--addr",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--store_dir",
        natsStore.toString());
  }

  private List<String> serviceCommand(String name) {
    String kind = kind(name);
    var command = new ArrayList<String>();
    command.add(installation.java().toString());
    command.addAll(JAVA_FLAGS);
    command.add("-Xmx" + (kind.equals("scheduler") ? "768m" : "256m"));
    command.add("-jar");
    command.add(installation.service(kind).toString());
    return command;
  }

  private Map<String, String> environment(String name, Path home, Map<String, Integer> ports) {
    var environment = new HashMap<String, String>();
    environment.put("NATS_URL", "nats://127.0.0.1:" + ports.get("nats"));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.getOrDefault(name, 0)));
    environment.put("LOG_DIR", created(home.resolve("logs")).toString());
    environment.put("TICKWHEEL_INSTANCE", name);
    environment.put("TICKWHEEL_DATA_DIR", home.toString());
    environment.put("MALLOC_ARENA_MAX", "2");
    switch (kind(name)) {
      case "executor" -> environment.put("TICKWHEEL_EXECUTOR_HTTP_ALLOW_LOOPBACK", "true");
      case "scheduler" ->
          environment.put("TICKWHEEL_SCHEDULER_MONITOR_URL", url(ports.getOrDefault("monitor", 9)));
      case "monitor" -> {
        if (ports.containsKey("alert")) {
          environment.put("TICKWHEEL_MONITOR_ALERT_URL", url(ports.getOrDefault("alert", 9)));
        }
      }
      default -> {}
    }
    environment.putAll(settings);
    return environment;
  }

  private static String kind(String name) {
    return name.split("-", 2)[0];
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static Path created(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
