package io.tickwheel.bench.suite;

import io.tickwheel.suite.ServicePids;
import io.tickwheel.suite.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A suite as a user starts it: by the launcher, with its flags, its caches and its NATS settings.
final class LaunchedSuite implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  final Path dir;
  final int portBase;
  private double readySeconds;

  /// One of each, in a folder that is gone afterwards.
  LaunchedSuite() throws IOException, InterruptedException {
    dir = Files.createTempDirectory("tickwheel-bench-");
    portBase = freePortBase();
    up();
  }

  /// Starts it, again on what it has stored.
  void up() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    launch("up", "--detach", "--dir", dir.toString(), "--port-base", Integer.toString(portBase));
    readySeconds = (System.nanoTime() - begin) / 1e9;
  }

  void down() throws IOException, InterruptedException {
    launch("down", "--dir", dir.toString());
  }

  String natsUrl() {
    return "nats://127.0.0.1:" + (portBase + 4);
  }

  String schedulerUrl() {
    return "http://127.0.0.1:" + (portBase + 1);
  }

  int schedulerPort() {
    return portBase + 1;
  }

  long pid(String service) {
    return ServicePids.read(dir, service);
  }

  /// Seconds from the launcher's start until everything was ready.
  double readySeconds() {
    return readySeconds;
  }

  List<Long> pids() throws IOException {
    List<Long> pids = new ArrayList<>();
    try (Stream<Path> files = Files.list(dir.resolve("run"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pid")).toList()) {
        pids.add(Long.parseLong(Files.readString(file).strip()));
      }
    }
    return pids;
  }

  @Override
  public void close() throws IOException {
    try {
      down();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(dir)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static void launch(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home().resolve("tickwheel").toString());
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile("tickwheel-launch-", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
    }
    Files.delete(log);
  }

  private static Path home() {
    String named = System.getProperty("tickwheel.home", System.getenv("TICKWHEEL_HOME"));
    return Path.of(named == null ? "." : named).toAbsolutePath().normalize();
  }

  private static int freePortBase() {
    var random = new SplittableRandom();
    int[] base = {0};
    Until.require(
        PATIENCE,
        "free ports",
        () -> {
          base[0] = 30_000 + random.nextInt(200) * 30;
          return Stream.of(0, 1, 2, 3, 4, 5).allMatch(offset -> isFree(base[0] + offset));
        });
    return base[0];
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
