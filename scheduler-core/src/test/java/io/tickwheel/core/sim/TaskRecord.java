package io.tickwheel.core.sim;

import static io.tickwheel.core.sim.Checker.check;

import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the checker knows of one task from the journal alone.
final class TaskRecord {
  private static final long CLOCK_ERROR_MILLIS_MAX = World.CLOCK_TOLERANCE_MILLIS * 3 / 2;

  final TaskId id;
  final boolean atMostOnce;
  final Map<Integer, Incarnation> dispatched = new HashMap<>();
  private final Map<Integer, Integer> lives = new HashMap<>();
  private final Set<Integer> startedLives = new HashSet<>();
  private final RetryPolicy retry;
  private long dueAtMillis;
  private int attempt;
  private int failures;
  private final Map<Integer, String> givenUp = new HashMap<>();
  private boolean running;
  private boolean deadLetter;
  boolean cancelWished;
  boolean ended;
  private int life = 1;
  String last = "submitted";

  TaskRecord(TaskEvent.Submitted event) {
    TaskSpec spec = event.spec().unpack();
    id = event.task();
    atMostOnce = spec.delivery() == Delivery.AT_MOST_ONCE;
    retry = spec.retry();
    dueAtMillis = event.runAtMillis();
  }

  /// Silence of the executor is the only reason to give up what may have started.
  void checkNotLostInVain(TaskEvent.AttemptLost event, boolean executorLives) {
    boolean began = startedLives.contains(lives.getOrDefault(event.attempt(), 0));
    check(
        began || !executorLives || !(event.next() instanceof Next.Lost),
        "9: at-most-once task %s is lost (%s) and its attempt never started",
        id,
        event.reason());
  }

  /// An attempt that was dispatched has started. A retry out of the dead letters is somebody's
  /// wish, so each life of an at-most-once task may start once.
  void started(int number) {
    check(
        running && number == attempt,
        "5: attempt %s of %s started after it was given up (%s); current is %s",
        number,
        id,
        givenUp.getOrDefault(number, last),
        attempt);
    boolean first = startedLives.add(lives.getOrDefault(number, 0));
    check(first || !atMostOnce, "9: at-most-once task %s started twice in one life", id);
  }

  void follow(TaskEvent event, long atMillis) {
    boolean mayFollowEnd =
        event instanceof TaskEvent.Revived || event instanceof TaskEvent.Discarded;
    check(!ended || mayFollowEnd, "2: %s after the end (%s) of %s", event, last, id);
    last = event.getClass().getSimpleName();
    switch (event) {
      case TaskEvent.Submitted e -> throw new BrokenPromise("3: created twice: " + id);
      case TaskEvent.Dispatched e -> dispatched(e, atMillis);
      case TaskEvent.AttemptSucceeded e -> {
        ended(e.attempt(), e.executor());
        ended = true;
      }
      case TaskEvent.AttemptFailed e -> {
        ended(e.attempt(), e.executor());
        failures++;
        follow(e.next(), atMillis, plannedDelay());
      }
      case TaskEvent.AttemptReturned e -> {
        boolean began = startedLives.contains(lives.getOrDefault(e.attempt(), 0));
        check(
            !atMostOnce || e.started() || !began,
            "9: at-most-once task %s started and counts as not started",
            id);
        givenUp.put(e.attempt(), e.reason());
        ended(e.attempt(), e.executor());
        follow(e.next(), atMillis, 0);
      }
      case TaskEvent.AttemptLost e -> {
        givenUp.put(e.attempt(), e.reason());
        ended(e.attempt(), e.executor());
        follow(e.next(), atMillis, 0);
      }
      case TaskEvent.CancelRequested e -> {
        check(running, "2: cancel requested of %s, which does not run", id);
        cancelWished = true;
      }
      case TaskEvent.Cancelled e -> {
        check(!running, "10: %s was cancelled while it ran", id);
        cancelWished = true;
        ended = true;
      }
      case TaskEvent.Expired e -> ended = true;
      case TaskEvent.Amended e -> {
        check(!running, "2: %s was changed while it ran", id);
        e.runAtMillis().ifPresent(at -> dueAtMillis = at);
      }
      case TaskEvent.Revived e -> {
        check(deadLetter, "2: %s was revived and was not dead", id);
        deadLetter = false;
        ended = false;
        cancelWished = false;
        failures = 0;
        life = e.life();
        dueAtMillis = atMillis;
      }
      case TaskEvent.Discarded e -> {
        check(deadLetter, "14: %s was discarded and was not dead", id);
        deadLetter = false;
      }
      case TaskEvent.StaleResult e -> {}
    }
  }

  /// By the true time, whatever the clock of the scheduler says: a clock that is trusted is wrong
  // by
  /// at most the tolerance and what the comparison is uncertain by.
  void checkNotEarly(long trueMillis) {
    check(
        trueMillis >= dueAtMillis - CLOCK_ERROR_MILLIS_MAX,
        "4: %s was due at %s and dispatched at %s by the true time",
        id,
        dueAtMillis,
        trueMillis);
  }

  private void dispatched(TaskEvent.Dispatched e, long atMillis) {
    check(!running, "8: %s was dispatched while attempt %s runs", id, attempt);
    check(!cancelWished, "10: %s was cancelled and dispatched", id);
    check(
        atMillis >= dueAtMillis,
        "4: %s was due at %s and dispatched at %s",
        id,
        dueAtMillis,
        atMillis);
    check(e.attempt() == attempt + 1, "5: %s attempt %s after %s", id, e.attempt(), attempt);
    attempt = e.attempt();
    running = true;
    dispatched.put(attempt, e.executor());
    lives.put(attempt, life);
  }

  private void ended(int number, Incarnation executor) {
    check(
        running && number == attempt,
        "5: attempt %s of %s ended; current is %s",
        number,
        id,
        attempt);
    check(
        executor.equals(dispatched.get(number)), "5: attempt %s of %s ended elsewhere", number, id);
    running = false;
  }

  private void follow(Next next, long atMillis, long delayMin) {
    switch (next) {
      case Next.RetryAt(long retryAt) -> {
        check(
            retryAt - atMillis >= delayMin,
            "13: %s is tried again after %s ms, not %s",
            id,
            retryAt - atMillis,
            delayMin);
        check(!cancelWished, "10: %s was cancelled and is tried again", id);
        dueAtMillis = retryAt;
      }
      case Next.Dead() -> {
        deadLetter = true;
        ended = true;
      }
      case Next.Lost() -> {
        check(atMostOnce, "9: %s is lost and was at least once", id);
        deadLetter = true;
        ended = true;
      }
      case Next.Cancelled() -> {
        check(cancelWished, "10: nobody wished %s cancelled", id);
        ended = true;
      }
    }
  }

  private long plannedDelay() {
    double planned = retry.baseMillis() * Math.pow(retry.factor(), failures);
    return (long) Math.min(planned, (double) retry.capMillis());
  }
}
