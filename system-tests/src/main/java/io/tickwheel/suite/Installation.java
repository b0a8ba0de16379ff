package io.tickwheel.suite;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a suite is started from: the packaged services below `home`, nats-server, this JVM's Java.
record Installation(Path home, Path natsServer, Path java) {
  private static final List<String> NEEDED = List.of("scheduler", "executor", "monitor");

  /// A sentence that says what is missing to start a suite; empty when nothing is.
  static Optional<String> missing() {
    if (nats().isEmpty()) {
      return Optional.of(
          "no nats-server: have one on the PATH, or name it in TICKWHEEL_NATS_SERVER");
    }
    return NEEDED.stream()
        .filter(kind -> !Files.exists(service(root(), kind)))
        .findFirst()
        .map(kind -> service(root(), kind) + " is missing: package " + kind + "-service first");
  }

  static Installation find() {
    missing()
        .ifPresent(
            sentence -> {
              throw new IllegalStateException(sentence);
            });
    return new Installation(
        root(), nats().orElseThrow(), Path.of(System.getProperty("java.home"), "bin", "java"));
  }

  Path service(String kind) {
    return service(home, kind);
  }

  boolean has(String kind) {
    return Files.exists(service(kind));
  }

  Path natsConfiguration() {
    return home.resolve("deploy/nats/nats.conf");
  }

  private static Path service(Path home, String kind) {
    return home.resolve(kind + "-service/target/quarkus-app/quarkus-run.jar");
  }

  private static Path root() {
    String named = System.getProperty("tickwheel.home", System.getenv("TICKWHEEL_HOME"));
    return Path.of(named == null ? ".." : named).toAbsolutePath().normalize();
  }

  private static Optional<Path> nats() {
    String named = System.getenv("TICKWHEEL_NATS_SERVER");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "nats-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
