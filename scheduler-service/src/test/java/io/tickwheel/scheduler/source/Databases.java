package io.tickwheel.scheduler.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Database servers for tests, from this machine or from its distribution's packages, which are
/// fetched and unpacked into a cache once. Nothing is installed.
final class Databases {
  private static final Path CACHE =
      Path.of(
          Optional.ofNullable(System.getenv("TICKWHEEL_CACHE_DIR"))
              .orElse(System.getProperty("user.home") + "/.cache/tickwheel"),
          "databases");

  private Databases() {}

  /// `program`, from a folder of this machine or of the unpacked packages; empty when there is none
  /// and none can be fetched.
  static Optional<Path> find(String program, List<String> folders, List<String> packages) {
    Optional<Path> here = search(Path.of("/"), program, folders);
    if (here.isPresent()) {
      return here;
    }
    Path unpacked = CACHE.resolve(program);
    Optional<Path> kept = search(unpacked, program, folders);
    if (kept.isPresent() || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return kept;
    }
    for (String one : packages) {
      fetch(one, unpacked);
    }
    return search(unpacked, program, folders);
  }

  /// `folders` may end with `*/bin`, for one folder a version.
  private static Optional<Path> search(Path root, String program, List<String> folders) {
    for (String folder : folders) {
      int star = folder.indexOf("/*/");
      List<Path> places =
          star < 0
              ? List.of(root.resolve(folder))
              : children(root.resolve(folder.substring(0, star))).stream()
                  .map(version -> version.resolve(folder.substring(star + 3)))
                  .toList();
      for (Path place : places) {
        if (Files.isExecutable(place.resolve(program))) {
          return Optional.of(place.resolve(program));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void fetch(String packageName, Path into) {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(CACHE), "fetch");
      run(folder, List.of("/usr/bin/apt-get", "-qq", "download", packageName));
      for (Path file : children(folder)) {
        if (file.toString().endsWith(".deb")) {
          run(folder, List.of("/usr/bin/dpkg-deb", "-x", file.toString(), into.toString()));
        }
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      System.out.println("the package " + packageName + " cannot be fetched: " + e);
    }
  }

  /// Runs to the end. `false` when it failed or took a minute.
  static boolean run(Path folder, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor(1, TimeUnit.MINUTES)) {
        return process.exitValue() == 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }

  /// A server under a user of its own where we are root: PostgreSQL refuses root.
  static List<String> unprivileged(List<String> command) {
    if (!System.getProperty("user.name").equals("root")) {
      return command;
    }
    var whole =
        new ArrayList<String>(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    whole.addAll(command);
    return whole;
  }

  /// To the user of [#unprivileged].
  static void give(Path folder) throws IOException {
    if (System.getProperty("user.name").equals("root")) {
      run(folder, List.of("chown", "65534:65534", folder.toString()));
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
