package io.tickwheel.core.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.message.Command;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.Reply;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.packed.PackedSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PartitionTest {
  private static final long T0 = 1_700_000_000_000L;
  private static final Incarnation EXECUTOR = new Incarnation(1, 1);

  private final Fleet fleet = new Fleet(5_000, Strategy.LEAST_LOAD);
  private final Partition partition = new Partition(0, PartitionLimits.DEFAULT, fleet, () -> 0, T0);
  private Turn turn = new Turn();
  private int ids;

  @Test
  void firesNeverBeforeItsTimeAndAtOnceThen() {
    hear(10);
    TaskId task = submit(spec(), T0 + 1_000);
    play(T0 + 999);
    assertThat(state(task)).isEqualTo(TaskState.SCHEDULED);
    play(T0 + 1_000);
    assertThat(state(task)).isEqualTo(TaskState.RUNNING);
    assertThat(turn.dispatches()).containsKey(EXECUTOR);
  }

  @Test
  void succeedsAndIsFinal() {
    hear(10);
    TaskId task = submit(spec(), T0);
    play(T0);
    end(task, 1, new Outcome.Succeeded(Payload.of("{}")), T0 + 5);
    assertThat(state(task)).isEqualTo(TaskState.SUCCEEDED);
    assertThat(decide(new Command.Cancel(task, ""), T0 + 6)).isInstanceOf(Reply.Rejected.class);
  }

  @Test
  void failsIsRetriedAndDiesAfterItsLastAttempt() {
    hear(10);
    TaskId task = submit(spec().withRetry(RetryPolicy.DEFAULT.withMaxAttempts(2)), T0);
    play(T0);
    end(task, 1, failed(true), T0);
    assertThat(state(task)).isEqualTo(TaskState.RETRYING);
    play(T0 + 9_999);
    assertThat(state(task)).isEqualTo(TaskState.RETRYING);
    play(T0 + 10_000);
    end(task, 2, failed(true), T0 + 10_001);
    assertThat(state(task)).isEqualTo(TaskState.DEAD);
  }

  @Test
  void aFatalFailureIsNotTriedAgain() {
    hear(10);
    TaskId task = submit(spec(), T0);
    play(T0);
    end(task, 1, failed(false), T0);
    assertThat(state(task)).isEqualTo(TaskState.DEAD);
  }

  @Test
  void aDeadTaskHasANewLifeUnderHigherAttemptNumbers() {
    hear(10);
    TaskId task = submit(spec().withRetry(RetryPolicy.DEFAULT.withMaxAttempts(1)), T0);
    play(T0);
    end(task, 1, failed(true), T0);
    decide(new Command.Retry(task), T0 + 10);
    play(T0 + 10);
    end(task, 1, new Outcome.Succeeded(Payload.EMPTY), T0 + 11);
    assertThat(state(task)).as("attempt 1 is stale").isEqualTo(TaskState.RUNNING);
    end(task, 2, new Outcome.Succeeded(Payload.EMPTY), T0 + 12);
    assertThat(state(task)).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void discardedIsGoneFromTheDeadLetters() {
    hear(10);
    TaskId task = submit(spec(), T0);
    play(T0);
    end(task, 1, failed(false), T0);
    assertThat(partition.counts(1).dead()).isEqualTo(1);
    decide(new Command.Discard(task), T0);
    assertThat(partition.counts(1).dead()).isZero();
    assertThat(decide(new Command.Retry(task), T0)).isInstanceOf(Reply.Rejected.class);
  }

  @Test
  void duplicateResultChangesNothing() {
    hear(10);
    TaskId task = submit(spec(), T0);
    play(T0);
    end(task, 1, failed(true), T0);
    long digest = partition.digest();
    end(task, 1, failed(true), T0);
    assertThat(partition.digest()).isEqualTo(digest);
    assertThat(turn.events()).last().isInstanceOf(TaskEvent.StaleResult.class);
  }

  @Test
  void cancelledBeforeDispatchNeverRuns() {
    TaskId task = submit(spec(), T0);
    play(T0);
    decide(new Command.Cancel(task, "no more"), T0);
    hear(10);
    play(T0 + 1);
    assertThat(turn.dispatches()).isEmpty();
    assertThat(state(task)).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void cancelOfARunningTaskStopsItAndDoesNotRetry() {
    hear(10);
    TaskId task = submit(spec(), T0);
    play(T0);
    decide(new Command.Cancel(task, "no more"), T0 + 1);
    assertThat(turn.stops().get(EXECUTOR)).containsExactly(new AttemptId(task, 1));
    end(task, 1, failed(true), T0 + 2);
    assertThat(state(task)).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void expiresWhenItDoesNotStartInTime() {
    TaskId task = submit(spec().withStartDeadlineMillis(T0 + 500), T0);
    play(T0);
    assertThat(state(task)).isEqualTo(TaskState.QUEUED);
    play(T0 + 499);
    assertThat(state(task)).isEqualTo(TaskState.QUEUED);
    play(T0 + 500);
    assertThat(state(task)).isEqualTo(TaskState.EXPIRED);
  }

  @Test
  void aLostExecutorCostsNoAttemptAndAtMostOnceIsNeverRunAgain() {
    hear(10);
    TaskId again = submit(spec(), T0);
    TaskId once = submit(spec().withDelivery(Delivery.AT_MOST_ONCE), T0);
    play(T0);
    partition.executorLost(EXECUTOR, "died", T0 + 6_000, turn);
    assertThat(state(again)).isEqualTo(TaskState.QUEUED);
    assertThat(view(again).charged()).isZero();
    assertThat(state(once)).isEqualTo(TaskState.LOST);
  }

  @Test
  void aTaskThatKillsItsExecutorsIsPoison() {
    TaskId task = submit(spec(), T0);
    for (int i = 0; i < PartitionLimits.DEFAULT.poisonCap(); i++) {
      hear(10);
      play(T0 + i);
      partition.executorLost(EXECUTOR, "died", T0 + i, turn);
    }
    assertThat(state(task)).isEqualTo(TaskState.DEAD);
  }

  @Test
  void aMissingDispatchIsFoundOnlyWhenItsResultCannotBeUnderWay() {
    hear(10);
    TaskId task = submit(spec(), T0);
    play(T0);
    partition.released(turn, T0);
    ExecutorBeat empty = beat(10, List.of(), Map.of(0, 100L));
    ExecutorBeat holding = beat(10, List.of(new AttemptId(task, 1)), Map.of(0, 100L));
    assertThat(partition.reconcile(empty, 99, T0 + 1, T0 + 4_000, turn)).isFalse();
    assertThat(state(task)).as("results are unread").isEqualTo(TaskState.RUNNING);
    assertThat(partition.reconcile(empty, 100, T0, T0 + 2_999, turn)).as("patience").isFalse();
    assertThat(partition.reconcile(empty, 100, T0, T0 + 3_000, turn)).as("overdue").isTrue();
    assertThat(state(task)).as("it may still arrive").isEqualTo(TaskState.RUNNING);
    assertThat(partition.reconcile(holding, 100, T0 + 1, T0 + 4_000, turn)).isFalse();
    assertThat(state(task)).as("held").isEqualTo(TaskState.RUNNING);
    assertThat(partition.reconcile(empty, 100, T0 + 1, T0 + 4_000, turn)).isFalse();
    assertThat(turn.events())
        .last()
        .isInstanceOfSatisfying(
            TaskEvent.AttemptReturned.class, e -> assertThat(e.started()).isFalse());
  }

  @Test
  void whatNeverReachedItsExecutorIsNeitherLostNorPoison() {
    TaskId task = submit(spec().withDelivery(Delivery.AT_MOST_ONCE), T0);
    for (int i = 1; i <= PartitionLimits.DEFAULT.poisonCap() + 1; i++) {
      long now = T0 + i * 10_000L;
      hear(10);
      play(now);
      partition.released(turn, now);
      partition.reconcile(beat(10, List.of(), Map.of()), 0, now + 1, now + 4_000, turn);
      assertThat(state(task)).isEqualTo(TaskState.SCHEDULED);
    }
  }

  @Test
  void oneKeyOneTaskAndAnotherBodyIsRefused() {
    TaskId id = TaskId.derive(0, 77, 1);
    Command.Submit first = submission(id, 5);
    assertThat(decide(first, T0)).isInstanceOf(Reply.Noted.class);
    assertThat(decide(submission(id, 5), T0 + 1)).isEqualTo(new Reply.Same(id, T0, T0));
    assertThat(decide(submission(id, 6), T0 + 2)).isInstanceOf(Reply.Rejected.class);
    decide(new Command.Cancel(id, ""), T0 + 3);
    assertThat(decide(submission(id, 5), T0 + 4))
        .as("also when final")
        .isInstanceOf(Reply.Same.class);
  }

  @Test
  void refusedIsOfferedAgainUncharged() {
    hear(1);
    TaskId task = submit(spec(), T0);
    play(T0);
    end(task, 1, new Outcome.Refused("full"), T0);
    assertThat(view(task).charged()).isZero();
    assertThat(turn.events())
        .anyMatch(
            e -> e instanceof TaskEvent.AttemptReturned r && r.next() instanceof Next.RetryAt);
    hear(1);
    play(T0 + 100);
    assertThat(state(task)).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void neverMoreThanTheExecutorsWindow() {
    hear(3);
    for (int i = 0; i < 10; i++) {
      submit(spec(), T0);
    }
    play(T0);
    assertThat(turn.dispatches().get(EXECUTOR)).extracting(Dispatch::attempt).hasSize(3);
  }

  @Test
  void readyTasksWaitAgainWhenTheClockIsSetBack() {
    TaskId task = submit(spec(), T0 + 1_000);
    play(T0 + 1_000);
    assertThat(state(task)).isEqualTo(TaskState.QUEUED);
    hear(10);
    play(T0 + 10);
    assertThat(state(task)).isEqualTo(TaskState.SCHEDULED);
    play(T0 + 1_000);
    assertThat(state(task)).isEqualTo(TaskState.RUNNING);
  }

  private void play(long now) {
    turn = new Turn();
    partition.at(now, true);
    fleet.at(now);
    while (partition.fireDue(now, 100, turn) > 0) {}
    partition.dispatch(now, 100, turn);
  }

  private Reply decide(Command command, long now) {
    turn = new Turn();
    return partition.decide(command, now, turn);
  }

  private void end(TaskId task, int attempt, Outcome outcome, long now) {
    decide(new Command.AttemptEnded(task, attempt, EXECUTOR, now, now, outcome), now);
  }

  private TaskId submit(TaskSpec spec, long runAt) {
    TaskId id = TaskId.create(T0, 0, ++ids);
    decide(new Command.Submit(id, PackedSpec.pack(spec), runAt, T0, OptionalLong.empty()), T0);
    return id;
  }

  private static Command.Submit submission(TaskId id, long hash) {
    return new Command.Submit(id, PackedSpec.pack(spec()), T0, T0, OptionalLong.of(hash));
  }

  private void hear(int window) {
    fleet.hear(beat(window, List.of(), Map.of()));
  }

  private static ExecutorBeat beat(int window, List<AttemptId> held, Map<Integer, Long> positions) {
    return new ExecutorBeat(
        EXECUTOR,
        "e",
        Map.of(),
        List.of(
            new ExecutorBeat.Capacity("g", List.of("handler:work"), window, window, held.size())),
        held,
        positions,
        Map.of(),
        0,
        0,
        false,
        false,
        T0,
        "none",
        1);
  }

  private static Outcome failed(boolean retryable) {
    return new Outcome.Failed(new Failure(FailureKind.EXCEPTION, "no", 0, retryable, 0));
  }

  private static TaskSpec spec() {
    return TaskSpec.of("work", new Target.Handler(), Payload.of("{}"));
  }

  private io.tickwheel.model.TaskView view(TaskId task) {
    return partition.view(task).orElseThrow();
  }

  private TaskState state(TaskId task) {
    return view(task).state();
  }
}
