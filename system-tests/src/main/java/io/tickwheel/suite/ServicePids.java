package io.tickwheel.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Process ids of a suite that the launcher started.
public final class ServicePids {
  private ServicePids() {}

  /// The id of `service` (such as `scheduler-2`) of the suite in `dir`.
  public static long read(Path dir, String service) {
    try {
      String text = Files.readString(dir.resolve("run").resolve(service + ".pid"));
      return Long.parseLong(text.strip().split("\\s+", 2)[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("no process id of " + service + " in " + dir, e);
    }
  }
}
