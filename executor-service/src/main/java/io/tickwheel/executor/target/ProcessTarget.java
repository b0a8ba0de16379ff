package io.tickwheel.executor.target;

import io.tickwheel.executor.load.LoadGate;
import io.tickwheel.executor.process.ProcessOrder;
import io.tickwheel.executor.process.ProcessRunner;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.Target;
import io.tickwheel.worker.Attempt;
import io.tickwheel.worker.AttemptContext;
import io.tickwheel.worker.AttemptRunner;
import io.tickwheel.worker.Stop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Runs a process, when there is room for one. The work happens on a thread that nobody interrupts:
/// an interrupt would cut the cleaning up short.
public final class ProcessTarget implements AttemptRunner {
  /// Longer than this an attempt does not wait for room; elsewhere there may be some.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// To end well when nobody waits for the result. After a lost lease all must be over before
  // owners
  /// give the attempt to another executor.
  private static final Duration SHORT_GRACE = Duration.ofMillis(300);

  /// From the last grace to the end: killing, and taking what is left in the pipes.
  public static final Duration END_LIMIT = Duration.ofSeconds(5);

  private static final Duration TIMEOUT_GRACE = Duration.ofSeconds(1);

  private final ProcessRunner runner;
  private final LoadGate gate;
  private final Duration cancelGrace;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("tickwheel-process-", 0).factory());

  public ProcessTarget(ProcessRunner runner, LoadGate gate, Duration cancelGrace) {
    this.runner = runner;
    this.gate = gate;
    this.cancelGrace = cancelGrace;
  }

  @Override
  public Outcome run(Attempt attempt, AttemptContext context) {
    var stop = new CompletableFuture<Duration>();
    var cancellation = context.cancellation();
    cancellation.onRequested(
        () -> stop.complete(grace(cancellation.stop().orElse(Stop.CANCELLED))));
    return CompletableFuture.supplyAsync(
            () -> runWhenThereIsRoom(attempt, context.deadlineMillis(), stop), threads)
        .join();
  }

  private Outcome runWhenThereIsRoom(
      Attempt attempt, long deadlineMillis, CompletableFuture<Duration> stop) {
    Optional<String> objection = gate.await(stop, patience(deadlineMillis));
    if (objection.isPresent()) {
      return new Outcome.Refused(objection.get());
    }
    if (stop.isDone()) {
      return new Outcome.Interrupted("stopped before it started");
    }
    try {
      return runner.run(order(attempt, deadlineMillis), stop);
    } finally {
      gate.ended();
    }
  }

  private ProcessOrder order(Attempt attempt, long deadlineMillis) {
    if (!(attempt.spec().target() instanceof Target.Process process)) {
      throw new IllegalArgumentException("not a process target: " + attempt.spec().target());
    }
    return new ProcessOrder(
        attempt.id(),
        process,
        attempt.spec().payload(),
        left(deadlineMillis),
        attempt.spec().retry().fatalExitCodes());
  }

  private Duration grace(Stop cause) {
    return switch (cause) {
      case CANCELLED -> cancelGrace;
      case TIMEOUT -> TIMEOUT_GRACE;
      case DRAINED, LEASE_LOST, SUPERSEDED -> SHORT_GRACE;
    };
  }

  /// Waiting for room takes at most half of an attempt's time.
  private static Duration patience(long deadlineMillis) {
    Duration half = left(deadlineMillis).dividedBy(2);
    return half.compareTo(PATIENCE) < 0 ? half : PATIENCE;
  }

  private static Duration left(long deadlineMillis) {
    return Duration.ofMillis(Math.max(1, deadlineMillis - System.currentTimeMillis()));
  }
}
