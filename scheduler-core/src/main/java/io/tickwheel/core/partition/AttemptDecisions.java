package io.tickwheel.core.partition;

import io.tickwheel.core.retry.Backoff;
import io.tickwheel.message.Command.AttemptEnded;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.TaskState;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What follows from the end of an attempt. Pure: state in, event out.
final class AttemptDecisions {
  /// A refused attempt is offered again after this long; the executor was full or did not know the
  /// type.
  private static final long REFUSED_DELAY_MILLIS = 100;

  private final PartitionLimits limits;
  private final LongSupplier random;

  AttemptDecisions(PartitionLimits limits, LongSupplier random) {
    this.limits = limits;
    this.random = random;
  }

  TaskEvent ended(@Nullable TaskEntry entry, AttemptEnded result, long nowMillis) {
    if (entry == null || !isCurrent(entry, result)) {
      return new TaskEvent.StaleResult(
          result.task(), result.attempt(), result.executor(), result.outcome().word());
    }
    return switch (result.outcome()) {
      case Outcome.Succeeded(var output) ->
          new TaskEvent.AttemptSucceeded(
              result.task(),
              result.attempt(),
              result.executor(),
              result.startedAtMillis(),
              result.endedAtMillis(),
              output);
      case Outcome.Failed(var failure) ->
          new TaskEvent.AttemptFailed(
              result.task(),
              result.attempt(),
              result.executor(),
              result.startedAtMillis(),
              result.endedAtMillis(),
              failure,
              afterFailure(entry, failure, nowMillis));
      case Outcome.Refused(var reason) ->
          returned(
              result,
              false,
              reason,
              entry.cancelling
                  ? new Next.Cancelled()
                  : new Next.RetryAt(nowMillis + REFUSED_DELAY_MILLIS));
      case Outcome.Interrupted(var reason) ->
          returned(result, true, reason, afterInterruption(entry, nowMillis));
      case Outcome.Cancelled(var reason) ->
          returned(result, true, reason, afterInterruption(entry, nowMillis));
    };
  }

  TaskEvent lost(TaskEntry entry, Incarnation executor, String reason, long nowMillis) {
    return new TaskEvent.AttemptLost(
        entry.id, entry.attempt, executor, reason, afterInterruption(entry, nowMillis));
  }

  /// It is certain that the attempt did not start and will not: nothing is charged, and a task that
  /// may run once only has not run.
  TaskEvent neverArrived(TaskEntry entry, Incarnation executor, String reason, long nowMillis) {
    Next next =
        entry.cancelling
            ? new Next.Cancelled()
            : new Next.RetryAt(saturatedSum(nowMillis, REFUSED_DELAY_MILLIS));
    return new TaskEvent.AttemptReturned(entry.id, entry.attempt, executor, false, reason, next);
  }

  static boolean isCurrent(TaskEntry entry, AttemptEnded result) {
    return entry.state == TaskState.RUNNING
        && entry.attempt == result.attempt()
        && result.executor().equals(entry.executor);
  }

  private static TaskEvent returned(
      AttemptEnded result, boolean started, String reason, Next next) {
    return new TaskEvent.AttemptReturned(
        result.task(), result.attempt(), result.executor(), started, reason, next);
  }

  private Next afterFailure(TaskEntry entry, Failure failure, long nowMillis) {
    if (entry.cancelling) {
      return new Next.Cancelled();
    }
    RetryPolicy policy = entry.spec().unpack().retry();
    int failures = entry.charged + 1;
    boolean fatal = !failure.retryable() || policy.fatalExitCodes().contains(failure.code());
    if (fatal || entry.atMostOnce || failures >= policy.maxAttempts()) {
      return new Next.Dead();
    }
    long delay = Backoff.delayMillis(policy, failures, failure.retryAfterMillis(), random);
    return new Next.RetryAt(saturatedSum(nowMillis, delay));
  }

  /// Cut short by no fault of the task.
  private Next afterInterruption(TaskEntry entry, long nowMillis) {
    if (entry.cancelling) {
      return new Next.Cancelled();
    }
    if (entry.atMostOnce) {
      return new Next.Lost();
    }
    return entry.uncharged + 1 >= limits.poisonCap()
        ? new Next.Dead()
        : new Next.RetryAt(nowMillis);
  }

  private static long saturatedSum(long one, long other) {
    long sum = one + other;
    return sum < one ? Long.MAX_VALUE : sum;
  }
}
