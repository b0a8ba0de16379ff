package io.tickwheel.executor.process;

import io.tickwheel.executor.log.AttemptLog;
import io.tickwheel.executor.log.AttemptLogs;
import io.tickwheel.message.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs processes. Thread-safe; [#run] takes one thread until its process and everything that it
/// started are gone.
public final class ProcessRunner {
  private final ProcessHost host;
  private final AttemptLogs logs;
  private final int excerptMaxBytes;
  private final EnvironmentPolicy environment = EnvironmentPolicy.of(System.getenv());
  private final AtomicInteger running = new AtomicInteger();

  /// `excerptMaxBytes` of each output stream go into the result.
  public ProcessRunner(ProcessHost host, AttemptLogs logs, int excerptMaxBytes) {
    this.host = host;
    this.logs = logs;
    this.excerptMaxBytes = excerptMaxBytes;
  }

  /// `stop` is completed by whoever wants the process to end early, with the time it has for that;
  /// the outcome is then [Outcome.Interrupted]. The thread must not be interrupted.
  public Outcome run(ProcessOrder order, CompletableFuture<Duration> stop) {
    try (WorkFolder folder =
            WorkFolder.create(host.workFolders(), order.attempt(), order.payload());
        AttemptLog log = logs.open(order.attempt())) {
      var process = RunningProcess.start(host, prepare(order, folder), excerptMaxBytes, log);
      running.incrementAndGet();
      try {
        return process.await(order, stop);
      } finally {
        running.decrementAndGet();
      }
    } catch (NotStarted e) {
      return new Outcome.Failed(e.failure());
    } catch (IOException e) {
      return new Outcome.Failed(
          NotStarted.forNow("the process could not be prepared: %s", e).failure());
    }
  }

  /// How many processes run now.
  public int running() {
    return running.get();
  }

  private ProcessBuilder prepare(ProcessOrder order, WorkFolder folder) throws NotStarted {
    var variables = environment.environment(order.target().env());
    var argv = Program.locate(order.target().argv(), variables.getOrDefault("PATH", ""));
    var builder = new ProcessBuilder(host.containment().command(argv));
    builder.directory(folder.cwd().toFile()).redirectInput(folder.stdin().toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put("TICKWHEEL_TASK_ID", order.attempt().task().toString());
    builder.environment().put("TICKWHEEL_ATTEMPT", Integer.toString(order.attempt().number()));
    builder.environment().put(Cookie.VARIABLE, host.cookie(order.attempt()).value());
    return builder;
  }
}
