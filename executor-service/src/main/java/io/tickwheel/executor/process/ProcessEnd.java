package io.tickwheel.executor.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Payload;
import java.util.List;
import java.util.Map;

/// How a process ended by itself, and what that means for its attempt.
record ProcessEnd(
    int exitCode, String stdout, String stderr, boolean truncated, long durationMillis) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXCERPT_MAX = 1000;

  /// Java, like a shell, reports a death by signal n as 128 + n.
  private static final int SIGNALS = 128;

  private static final int SIGNAL_MAX = 64;
  private static final Map<Integer, String> SIGNAL_NAMES =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(25, "SIGXFSZ"));

  Outcome outcome(List<Integer> fatalExitCodes) {
    if (exitCode == 0) {
      return new Outcome.Succeeded(output());
    }
    int signal = exitCode - SIGNALS;
    boolean bySignal = signal >= 1 && signal <= SIGNAL_MAX;
    return new Outcome.Failed(
        new Failure(
            bySignal ? FailureKind.SIGNAL : FailureKind.EXIT_CODE,
            sentence(bySignal, signal),
            exitCode,
            !fatalExitCodes.contains(exitCode),
            0));
  }

  private Payload output() {
    ObjectNode json = JSON.createObjectNode();
    json.put("exit_code", exitCode);
    json.put("stdout", stdout);
    json.put("stderr", stderr);
    json.put("truncated", truncated);
    json.put("duration_ms", durationMillis);
    return Payload.of(json.toString());
  }

  private String sentence(boolean bySignal, int signal) {
    String said =
        bySignal
            ? "ended by " + SIGNAL_NAMES.getOrDefault(signal, "signal " + signal)
            : "ended with exit code " + exitCode;
    String last = (stderr.isBlank() ? stdout : stderr).strip();
    if (last.isEmpty()) {
      return said;
    }
    int from = Math.max(0, last.length() - EXCERPT_MAX);
    return said + ": " + last.substring(from);
  }
}
