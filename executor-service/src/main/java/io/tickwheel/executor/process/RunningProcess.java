package io.tickwheel.executor.process;

import io.tickwheel.executor.log.AttemptLog;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// One process from its start until nothing of it is left.
final class RunningProcess {
  private static final System.Logger LOG = System.getLogger(RunningProcess.class.getName());

  /// What a process has after its time is over; with [#KILL_LIMIT] it is gone within 2 s.
  private static final Duration TIMEOUT_GRACE = Duration.ofSeconds(1);

  /// How long killing is repeated; a process in an uninterruptible wait of the kernel may stay.
  private static final Duration KILL_LIMIT = Duration.ofMillis(900);

  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

  private final Process process;
  private final ProcessTree tree;
  private final Outputs outputs;
  private final long startedNanos = System.nanoTime();

  private RunningProcess(Process process, ProcessTree tree, Outputs outputs) {
    this.process = process;
    this.tree = tree;
    this.outputs = outputs;
  }

  static RunningProcess start(
      ProcessHost host, ProcessBuilder builder, int excerptMaxBytes, AttemptLog log)
      throws IOException, NotStarted {
    String cookie = builder.environment().getOrDefault(Cookie.VARIABLE, "");
    var outputs = Outputs.open(host.containment(), excerptMaxBytes, log);
    try {
      outputs.attach(builder);
      Process process = host.spawner().start(builder);
      outputs.start();
      return new RunningProcess(
          process, new ProcessTree(host.table(), process.pid(), cookie), outputs);
    } catch (IOException e) {
      outputs.close();
      throw StartFault.of(e);
    }
  }

  /// Returns when the process and all it started are gone, or cannot be killed.
  Outcome await(ProcessOrder order, CompletableFuture<Duration> stop) throws NotStarted {
    boolean exited = exits(order.timeout(), stop);
    if (!exited) {
      Duration grace = stop.isDone() ? stop.join() : TIMEOUT_GRACE;
      tree.terminate();
      awaitEmpty(grace);
    }
    long durationMillis = (System.nanoTime() - startedNanos) / 1_000_000;
    if (!tree.kill(KILL_LIMIT)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "attempt {0} left a process that does not die: {1}",
          order.attempt(),
          tree.members());
    }
    outputs.finish();
    if (exited) {
      return outputs.end(process.exitValue(), durationMillis).outcome(order.fatalExitCodes());
    }
    return stop.isDone() ? new Outcome.Interrupted("stopped while it ran") : overTime(order);
  }

  /// False when the time was over or the stop asked for before the process ended.
  private boolean exits(Duration timeout, CompletableFuture<Duration> stop) {
    try {
      CompletableFuture.anyOf(process.onExit(), stop)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return !process.isAlive();
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void awaitEmpty(Duration grace) {
    long until = System.nanoTime() + grace.toNanos();
    while (System.nanoTime() - until < 0 && !tree.members().isEmpty()) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static Outcome overTime(ProcessOrder order) {
    String said = "ran longer than %d ms".formatted(order.timeout().toMillis());
    return new Outcome.Failed(Failure.retryable(FailureKind.TIMEOUT, said));
  }
}
