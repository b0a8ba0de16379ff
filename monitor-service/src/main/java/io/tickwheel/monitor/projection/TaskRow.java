package io.tickwheel.monitor.projection;

import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import org.jspecify.annotations.Nullable;

/// A task's row: what it is, where it stands, and its latest attempt (earlier ones have rows of
/// their own, written when they end and the task goes on). Times are 0 when they have not come yet.
/// Mutable, so that a task that is born and finished in one batch is written once.  The state is
/// the journal's, which knows no `queued`: a waiting task whose due time has come is queued, and
/// the reader says so.
public final class TaskRow {
  public final long place;
  public final TaskId id;
  public String type = "";
  public String queue = "";
  public String labels = "";
  public int priority;
  public TargetKind target = TargetKind.UNKNOWN;
  public byte @Nullable [] spec;
  public long createdAt;

  public TaskState state = TaskState.SCHEDULED;
  public long runAt;

  /// When the next attempt is due; while the task runs and after, when the latest one was.
  public long dueAt;

  public long finishedAt;
  public long discardedAt;
  public int life = 1;
  public int charged;
  public int uncharged;
  public boolean cancelling;
  public byte @Nullable [] output;

  /// The latest attempt; number 0 before the first.
  public int attempt;

  public Incarnation executor = Incarnation.NONE;
  public long dispatchedAt;
  public long startedAt;
  public long endedAt;
  public AttemptOutcome outcome = AttemptOutcome.RUNNING;

  /// Of the latest failed attempt, whose number is `failureAttempt`.
  public @Nullable Failure failure;

  public int failureAttempt;
  public long fingerprint;

  /// The database has a row for it.
  public boolean stored;

  /// Priority or specification changed after it was stored.
  public boolean amended;

  public TaskRow(long place, TaskId id) {
    this.place = place;
    this.id = id;
  }

  /// A dead letter: kept until someone retries or discards it.
  public boolean isDeadLetter() {
    return (state == TaskState.DEAD || state == TaskState.LOST) && discardedAt == 0;
  }

  public Attempt latestAttempt() {
    return new Attempt(
        attempt,
        life,
        executor,
        dueAt,
        dispatchedAt,
        startedAt,
        endedAt,
        outcome,
        failureAttempt == attempt ? failure : null);
  }

  void submitted(TaskEvent.Submitted event, SpecSummary summary) {
    learn(summary, event.spec().bytes());
    createdAt = event.createdAtMillis();
    runAt = event.runAtMillis();
    dueAt = event.runAtMillis();
  }

  void learn(SpecSummary summary, byte[] bytes) {
    type = summary.type();
    queue = summary.queue();
    priority = summary.priority();
    target = summary.target();
    labels = summary.labels();
    spec = bytes;
  }

  void dispatched(TaskEvent.Dispatched event, long atMillis) {
    state = TaskState.RUNNING;
    attempt = event.attempt();
    executor = event.executor();
    dispatchedAt = atMillis;
    startedAt = 0;
    endedAt = 0;
    outcome = AttemptOutcome.RUNNING;
  }

  void succeeded(TaskEvent.AttemptSucceeded event, long atMillis) {
    ended(event.attempt(), event.executor(), AttemptOutcome.SUCCEEDED);
    startedAt = event.startedAtMillis();
    endedAt = event.endedAtMillis();
    output = event.output().isEmpty() ? null : event.output().bytes();
    finish(TaskState.SUCCEEDED, atMillis);
  }

  void failed(TaskEvent.AttemptFailed event) {
    ended(event.attempt(), event.executor(), AttemptOutcome.FAILED);
    startedAt = event.startedAtMillis();
    endedAt = event.endedAtMillis();
    charged++;
    blame(event.failure());
  }

  void returned(TaskEvent.AttemptReturned event, long atMillis) {
    ended(
        event.attempt(),
        event.executor(),
        event.started() ? AttemptOutcome.INTERRUPTED : AttemptOutcome.REFUSED);
    endedAt = atMillis;
    if (event.started()) {
      uncharged++;
    }
    blame(Failure.retryable(FailureKind.DRAINED, event.reason()));
  }

  void lost(TaskEvent.AttemptLost event, long atMillis) {
    ended(event.attempt(), event.executor(), AttemptOutcome.LOST);
    endedAt = atMillis;
    uncharged++;
    blame(Failure.retryable(FailureKind.EXECUTOR_LOST, event.reason()));
  }

  void cancelled(long atMillis) {
    if (state == TaskState.RUNNING) {
      outcome = AttemptOutcome.CANCELLED;
      endedAt = atMillis;
    }
    finish(TaskState.CANCELLED, atMillis);
  }

  void amended(TaskEvent.Amended event) {
    event
        .runAtMillis()
        .ifPresent(
            at -> {
              runAt = at;
              dueAt = at;
            });
  }

  void revived(TaskEvent.Revived event, long atMillis) {
    life = event.life();
    charged = 0;
    uncharged = 0;
    cancelling = false;
    finishedAt = 0;
    discardedAt = 0;
    state = TaskState.SCHEDULED;
    dueAt = atMillis;
  }

  void finish(TaskState reached, long atMillis) {
    state = reached;
    finishedAt = atMillis;
    cancelling = false;
  }

  private void ended(int number, Incarnation on, AttemptOutcome how) {
    attempt = number;
    executor = on;
    outcome = how;
  }

  private void blame(Failure cause) {
    failure = cause;
    failureAttempt = attempt;
    fingerprint = Fingerprint.of(type, cause);
  }

  /// After an attempt that did not succeed.
  void follow(Next next, long atMillis) {
    switch (next) {
      case Next.RetryAt(long retryAt) -> {
        state = charged + uncharged > 0 ? TaskState.RETRYING : TaskState.SCHEDULED;
        dueAt = retryAt;
      }
      case Next.Dead dead -> finish(TaskState.DEAD, atMillis);
      case Next.Lost lost -> finish(TaskState.LOST, atMillis);
      case Next.Cancelled cancelled -> finish(TaskState.CANCELLED, atMillis);
    }
  }
}
