package io.tickwheel.executor.process;

import io.tickwheel.executor.log.AttemptLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Both output streams of one process.
final class Outputs {
  private static final Duration DRAIN_LIMIT = Duration.ofMillis(500);

  private final Containment containment;
  private final HeadTail stdout;
  private final HeadTail stderr;
  private final OutputPump stdoutPump;
  private final OutputPump stderrPump;

  private Outputs(Containment containment, int excerptMaxBytes, AttemptLog log) throws IOException {
    this.containment = containment;
    this.stdout = new HeadTail(excerptMaxBytes);
    this.stderr = new HeadTail(excerptMaxBytes);
    this.stdoutPump = new OutputPump("tickwheel-stdout", stdout, log);
    this.stderrPump = errorPump(log);
  }

  static Outputs open(Containment containment, int excerptMaxBytes, AttemptLog log)
      throws IOException {
    return new Outputs(containment, excerptMaxBytes, log);
  }

  void attach(ProcessBuilder builder) {
    builder.redirectOutput(stdoutPump.target()).redirectError(stderrPump.target());
  }

  void start() {
    stdoutPump.start();
    stderrPump.start();
  }

  /// Takes what was written before the end, without waiting for those who keep the pipes open.
  void finish() {
    stdoutPump.finish(DRAIN_LIMIT);
    stderrPump.finish(DRAIN_LIMIT);
  }

  void close() throws IOException {
    stdoutPump.close();
    stderrPump.close();
  }

  ProcessEnd end(int exitCode, long durationMillis) throws NotStarted {
    String errors = stderr.text();
    Optional<String> reason = containment.notStarted(exitCode, errors);
    if (reason.isPresent()) {
      throw NotStarted.forGood("cannot be started: %s", reason.get());
    }
    boolean truncated = stdout.isTruncated() || stderr.isTruncated();
    return new ProcessEnd(exitCode, stdout.text(), errors, truncated, durationMillis);
  }

  private OutputPump errorPump(AttemptLog log) throws IOException {
    try {
      return new OutputPump("tickwheel-stderr", stderr, log);
    } catch (IOException e) {
      stdoutPump.close();
      throw e;
    }
  }
}
