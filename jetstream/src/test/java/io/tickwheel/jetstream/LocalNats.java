package io.tickwheel.jetstream;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// nats-server as a child process.
final class LocalNats implements NatsServer.Engine {
  private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);

  private final Path binary;
  private final int port;
  private final Path folder;
  private final String common;
  private @Nullable Process process;

  /// `more` is added to the configuration.
  LocalNats(Path binary, int port, int monitoringPort, String more) {
    this.binary = binary;
    this.port = port;
    try {
      folder = Files.createTempDirectory("tickwheel-nats-");
      String store = folder.resolve("store").toString();
      common = NatsServer.configuration("127.0.0.1", port, monitoringPort, store);
      Files.writeString(configuration(), common + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
  }

  /// Replaces what was added to the configuration while the server runs.
  void reload(String more) throws IOException {
    Files.writeString(configuration(), common + more);
    signal("-HUP");
  }

  static Optional<Path> find() {
    String named = System.getenv("TICKWHEEL_NATS_SERVER");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "nats-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void start() throws IOException {
    process =
        new ProcessBuilder(List.of(binary.toString(), "-c", configuration().toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    long deadline = System.nanoTime() + START_NANOS_MAX;
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("nats-server did not start:\n" + Files.readString(log()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public void kill() {
    destroy();
  }

  @Override
  public void pause() throws IOException {
    signal("-STOP");
  }

  @Override
  public void resume() throws IOException {
    signal("-CONT");
  }

  @Override
  public void close() throws IOException {
    destroy();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private void destroy() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private void signal(String name) throws IOException {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    try {
      new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A server that takes connections greets with its INFO.
  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      InputStream greeting = socket.getInputStream();
      return greeting.read() == 'I';
    } catch (IOException e) {
      return false;
    }
  }

  private Path configuration() {
    return folder.resolve("nats.conf");
  }

  private Path log() {
    return folder.resolve("nats.log");
  }
}
