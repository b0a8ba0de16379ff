package io.tickwheel.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One process of a suite: it can be killed, paused and started again on its old port and data.
final class Member {
  private static final Duration STOP_MAX = Duration.ofSeconds(20);

  final String name;
  final int port;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path folder;
  private final Path log;
  private volatile @Nullable Process process;

  /// Runs in `logs`, and logs there.
  Member(String name, int port, List<String> command, Map<String, String> environment, Path logs) {
    this.name = name;
    this.port = port;
    this.command = command;
    this.environment = environment;
    this.folder = logs;
    this.log = logs.resolve(name + ".log");
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }

  /// Until `ready` holds; throws with the process's last words when it ends before.
  void await(Duration patience, BooleanSupplier ready) {
    boolean held = Until.holds(patience, () -> !isRunning() || ready.getAsBoolean());
    if (!held || !isRunning()) {
      throw new IllegalStateException(
          "%s %s; its log ends:%n%s"
              .formatted(name, held ? "ended while starting" : "was not ready in time", tail()));
    }
  }

  boolean isRunning() {
    Process current = process;
    return current != null && current.isAlive();
  }

  long pid() {
    return running().pid();
  }

  /// SIGKILL; returns when the process is gone.
  void kill() {
    running().destroyForcibly();
    running().onExit().join();
  }

  /// Any other signal, by its name.
  void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void terminate() {
    running().destroy();
  }

  /// Until a process that was told to end has ended; it is killed when that takes too long.
  void awaitEnd() {
    Process current = process;
    try {
      if (current != null && !current.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void destroy() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly().onExit().join();
    }
  }

  String logText() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tail() {
    String text = logText();
    return text.substring(Math.max(0, text.length() - 3_000));
  }

  private Process running() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return current;
  }
}
