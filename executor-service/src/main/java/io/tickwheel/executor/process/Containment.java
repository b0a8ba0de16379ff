package io.tickwheel.executor.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What this host offers to keep hold of a process, found out by trying: an own session (`setsid`)
/// and the parent-death signal (`setpriv --pdeathsig`).
///
/// `prefix` goes before a program's argv; `features` names what it does.
record Containment(List<String> prefix, List<String> features) {
  /// Said by these programs, before the reason, when they cannot start what follows them.
  private static final List<String> STARTERS =
      List.of("setpriv: failed to execute ", "setsid: failed to execute ");

  private static final int PROBE_SECONDS = 5;

  Containment {
    prefix = List.copyOf(prefix);
    features = List.copyOf(features);
  }

  static Containment probe() {
    var prefix = new ArrayList<String>();
    var features = new ArrayList<String>();
    if (works(List.of("setsid", "true"))) {
      prefix.add("setsid");
      features.add("session");
    }
    var deathSignal = List.of("setpriv", "--pdeathsig", "KILL", "--");
    if (works(with(deathSignal, "true"))) {
      prefix.addAll(deathSignal);
      features.add("parent-death-signal");
    }
    return new Containment(prefix, features);
  }

  List<String> command(List<String> argv) {
    var command = new ArrayList<>(prefix);
    command.addAll(argv);
    return command;
  }

  /// The reason when `stderr` says that the program itself was never started.
  Optional<String> notStarted(int exitCode, String stderr) {
    boolean starters = !prefix.isEmpty() && (exitCode == 126 || exitCode == 127 || exitCode == 1);
    if (!starters) {
      return Optional.empty();
    }
    String line = stderr.strip();
    return STARTERS.stream()
        .filter(line::startsWith)
        .findFirst()
        .map(starter -> line.substring(starter.length()));
  }

  static boolean works(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> with(List<String> command, String last) {
    var all = new ArrayList<>(command);
    all.add(last);
    return all;
  }
}
