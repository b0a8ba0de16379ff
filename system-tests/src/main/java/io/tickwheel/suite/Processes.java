package io.tickwheel.suite;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// This machine's processes, to see whether one that a task started still runs.
public final class Processes {
  private Processes() {}

  /// An argument for `sleep` that no other process has: a bit more than 1,000 seconds.
  public static String uniqueSeconds() {
    return "1000." + ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41);
  }

  public static boolean runs(String argument) {
    return !ids(argument).isEmpty();
  }

  /// The processes whose last argument this is; not the shell around them.
  public static Set<Long> ids(String argument) {
    return ProcessHandle.allProcesses()
        .filter(process -> endsWith(process, argument))
        .map(ProcessHandle::pid)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean endsWith(ProcessHandle process, String argument) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return arguments.length > 0 && arguments[arguments.length - 1].equals(argument);
  }
}
