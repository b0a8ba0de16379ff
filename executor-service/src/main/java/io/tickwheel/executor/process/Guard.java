package io.tickwheel.executor.process;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A small process that waits for the executor's end, however it comes, and then kills everything
/// that carries the executor's cookie: also what SIGKILL of the executor would leave behind.
///
/// It knows the end from its standard input, whose other end only the executor holds.
final class Guard implements AutoCloseable {
  /// $1 is what the cookies' variable begins with. Bounded: a process that cannot be killed must
  /// not keep the guard for ever.
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      while read -r _; do :; done
      rounds=0
      while [ $rounds -lt 500 ]; do
        found=$(grep -lsaz "^$1" /proc/[0-9]*/environ)
        [ -n "$found" ] || exit 0
        for file in $found; do
          process=${file#/proc/}
          kill -9 "${process%/environ}" 2>/dev/null
        done
        rounds=$((rounds + 1))
      done
      """;

  private final Optional<Process> process;

  private Guard(Optional<Process> process) {
    this.process = process;
  }

  /// Without the means for a guard there is none; the sweep at the next start does its work later.
  static Guard start(Containment containment, String cookiePrefix) throws IOException {
    if (!containment.features().contains("session") || !canSearchEnvironments()) {
      return new Guard(Optional.empty());
    }
    var builder =
        new ProcessBuilder(
            "setsid", "sh", "-c", SCRIPT, "tickwheel-guard", Cookie.VARIABLE + "=" + cookiePrefix);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new Guard(Optional.of(builder.start()));
  }

  boolean isPresent() {
    return process.isPresent();
  }

  @Override
  public void close() throws IOException {
    if (process.isPresent()) {
      process.get().getOutputStream().close();
    }
  }

  private static boolean canSearchEnvironments() {
    return Containment.works(
        List.of("sh", "-c", "test -n \"$(grep -lsaz '^PATH=' /proc/self/environ)\""));
  }
}
