package io.tickwheel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.DispatchMark;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.packed.PackedSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkerRuntimeTest {
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(40), Duration.ofSeconds(10), Duration.ofMillis(10));

  private final FakeOwner owner = new FakeOwner();
  private final BlockingQueue<Attempt> started = new LinkedBlockingQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<WorkerRuntime> open = new ArrayList<>();

  @AfterEach
  void close() {
    gate.countDown();
    owner.acknowledgeAll();
    open.forEach(WorkerRuntime::close);
  }

  private WorkerRuntime worker(int slots, AttemptRunner runner) {
    return worker(QUICK, slots, runner);
  }

  private WorkerRuntime worker(Pace pace, int slots, AttemptRunner runner) {
    return worker(pace, LaneGroup.of("g", List.of("handler:work"), slots, runner));
  }

  /// Its work does not stop when asked to.
  private void deafWorker(AttemptRunner runner) {
    LaneGroup group = LaneGroup.of("g", List.of("handler:work"), 1, runner);
    worker(QUICK, group.withAbandonAfter(Duration.ofMillis(100)));
  }

  private WorkerRuntime worker(Pace pace, LaneGroup group) {
    var runtime = new WorkerRuntime(WorkerConfig.of("w", List.of(group)).withPace(pace), owner);
    open.add(runtime);
    return runtime;
  }

  private Outcome waitsAtGate(Attempt attempt, AttemptContext context) throws InterruptedException {
    started.add(attempt);
    gate.await();
    return new Outcome.Succeeded(Payload.EMPTY);
  }

  private AttemptId awaitStart() throws InterruptedException {
    Attempt attempt = started.poll(20, TimeUnit.SECONDS);
    assertThat(attempt).isNotNull();
    return attempt.id();
  }

  @Test
  void isJoinedOnlyWhenOwnersCanReachIt() {
    owner.admitting(false);
    WorkerRuntime worker = worker(2, this::waitsAtGate);
    owner.awaitAsked();
    assertThat(worker.status().isJoined()).isFalse();
    owner.admitting(true);
    ExecutorBeat first = owner.awaitBeat(beat -> true);
    assertThat(worker.status().incarnation()).contains(first.incarnation());
  }

  @Test
  void answersWhatItWasGiven() {
    worker(2, (attempt, context) -> new Outcome.Succeeded(Payload.of(attempt.id().toString())));
    AttemptId id = owner.dispatch(FakeOwner.spec("work"));
    assertThat(owner.outcome(id)).isEqualTo(new Outcome.Succeeded(Payload.of(id.toString())));
    assertThat(owner.results().getFirst().executor()).isEqualTo(owner.awaitMember(member -> true));
    assertThat(owner.results().getFirst().startedAtMillis()).isPositive();
  }

  @Test
  void runsByPriorityThenByArrival() throws InterruptedException {
    worker(1, this::waitsAtGate);
    AttemptId first = owner.dispatch(FakeOwner.spec("work"));
    assertThat(awaitStart()).isEqualTo(first);
    AttemptId bulk = owner.dispatch(FakeOwner.spec("work").withPriority(Priority.BULK));
    AttemptId normal1 = owner.dispatch(FakeOwner.spec("work"));
    AttemptId normal2 = owner.dispatch(FakeOwner.spec("work"));
    gate.countDown();
    assertThat(List.of(awaitStart(), awaitStart(), awaitStart()))
        .containsExactly(normal1, normal2, bulk);
  }

  @Test
  void neverRunsMoreThanItsSlots() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    worker(
        3,
        (attempt, context) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          running.decrementAndGet();
          return new Outcome.Succeeded(Payload.EMPTY);
        });
    for (int n = 0; n < 2000; n++) {
      owner.dispatch(FakeOwner.spec("work"));
      if (n % 5 == 0) {
        owner.awaitResults(n - 5);
      }
    }
    owner.awaitResults(2000);
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void allSlotsAreUsedWhenWorkWaits() throws InterruptedException {
    worker(50, this::waitsAtGate);
    for (int n = 0; n < 50; n++) {
      owner.dispatch(FakeOwner.spec("work"));
    }
    for (int n = 0; n < 50; n++) {
      awaitStart();
    }
  }

  @Test
  void aRepeatedDispatchRunsOnce() {
    var runs = new AtomicInteger();
    worker(
        1,
        (attempt, context) -> {
          runs.incrementAndGet();
          return new Outcome.Succeeded(Payload.EMPTY);
        });
    AttemptId id = owner.dispatch(FakeOwner.spec("work"));
    owner.outcome(id);
    owner.nextBeat();
    owner.dispatch(id, FakeOwner.spec("work"));
    owner.outcome(owner.dispatch(FakeOwner.spec("work")));
    assertThat(runs).hasValue(2);
  }

  @Test
  void aNewerAttemptOfATaskReplacesTheOlder() throws InterruptedException {
    worker(2, this::waitsAtGate);
    AttemptId older = owner.dispatch(FakeOwner.spec("work"));
    assertThat(awaitStart()).isEqualTo(older);
    var newer = new AttemptId(older.task(), 2);
    owner.dispatch(newer, FakeOwner.spec("work"));
    assertThat(awaitStart()).isEqualTo(newer);
    assertThat(owner.outcome(older)).isInstanceOf(Outcome.Interrupted.class);
    owner.dispatch(
        new DispatchFrame(
            3,
            2,
            1,
            List.of(
                new Dispatch(owner.nextAttempt(), PackedSpec.of(new byte[] {1}), 0, 0),
                new Dispatch(older, PackedSpec.pack(FakeOwner.spec("work")), 0, 0))));
    gate.countDown();
    assertThat(owner.outcome(newer)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(owner.awaitResults(3)).hasSize(3);
  }

  @Test
  void whatItDoesNotTakeIsRefused() {
    worker(1, this::waitsAtGate);
    AttemptId id = owner.dispatch(FakeOwner.spec("other"));
    assertThat(owner.outcome(id))
        .isEqualTo(new Outcome.Refused("this executor does not take handler:other"));
  }

  @Test
  void anUnreadableSpecificationFailsForGood() {
    worker(1, this::waitsAtGate);
    AttemptId id = owner.nextAttempt();
    owner.dispatch(
        new DispatchFrame(3, 1, 1, List.of(new Dispatch(id, PackedSpec.of(new byte[] {1}), 0, 0))));
    assertThat(owner.outcome(id))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.BAD_PAYLOAD);
              assertThat(failed.failure().retryable()).isFalse();
            });
  }

  @Test
  void whatItCannotHoldIsRefused() {
    worker(1, this::waitsAtGate);
    for (int n = 0; n < 20; n++) {
      owner.dispatch(FakeOwner.spec("work"));
    }
    assertThat(owner.awaitResults(16))
        .allMatch(ended -> ended.outcome().equals(new Outcome.Refused("the executor is full")));
  }

  @Test
  void anExceptionIsAFailureThatSaysWhere() {
    worker(
        1,
        (attempt, context) -> {
          throw new IllegalStateException("no ink", new RuntimeException("cartridge"));
        });
    AttemptId id = owner.dispatch(FakeOwner.spec("work"));
    assertThat(owner.outcome(id))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.EXCEPTION);
              assertThat(failed.failure().retryable()).isTrue();
              assertThat(failed.failure().message())
                  .startsWith("java.lang.IllegalStateException: no ink\n  at ")
                  .contains(
                      "WorkerRuntimeTest", "Caused by: java.lang.RuntimeException: cartridge");
            });
  }

  @Test
  void overItsTimeAnAttemptIsInterrupted() {
    worker(1, this::waitsAtGate);
    AttemptId id = owner.dispatch(FakeOwner.spec("work").withTimeoutMillis(30));
    assertThat(owner.outcome(id))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.TIMEOUT);
              assertThat(failed.failure().message()).isEqualTo("ran longer than 30 ms");
            });
  }

  @Test
  void aDeafAttemptFreesItsSlot() {
    var release = new CountDownLatch(1);
    deafWorker(
        (attempt, context) -> {
          if (attempt.spec().timeoutMillis() == 30) {
            awaitDeaf(release);
          }
          return new Outcome.Succeeded(Payload.EMPTY);
        });
    AttemptId deaf = owner.dispatch(FakeOwner.spec("work").withTimeoutMillis(30));
    AttemptId next = owner.dispatch(FakeOwner.spec("work"));
    assertThat(owner.outcome(deaf))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().message()).contains("did not stop"));
    assertThat(owner.outcome(next)).isInstanceOf(Outcome.Succeeded.class);
    release.countDown();
    owner.outcome(owner.dispatch(FakeOwner.spec("work")));
    assertThat(owner.results()).hasSize(3);
  }

  private static void awaitDeaf(CountDownLatch release) {
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException e) {
        // Deaf on purpose.
      }
    }
  }

  @Test
  void aDeafAttemptThatWasReplacedFreesItsSlotToo() {
    var release = new CountDownLatch(1);
    deafWorker(
        (attempt, context) -> {
          if (attempt.id().number() == 1) {
            started.add(attempt);
            awaitDeaf(release);
          }
          return new Outcome.Succeeded(Payload.EMPTY);
        });
    AttemptId older = owner.dispatch(FakeOwner.spec("work"));
    var newer = new AttemptId(older.task(), 2);
    owner.dispatch(newer, FakeOwner.spec("work"));
    assertThat(owner.outcome(newer)).isInstanceOf(Outcome.Succeeded.class);
    release.countDown();
  }

  @Test
  void anOutputThatIsTooLargeIsAFailure() {
    worker(1, (attempt, context) -> new Outcome.Succeeded(Payload.of(new byte[2_000_000])));
    AttemptId id = owner.dispatch(FakeOwner.spec("work"));
    assertThat(owner.outcome(id))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().message()).contains("2000000 bytes"));
  }

  @Test
  void aStopEndsWhatRunsAndWhatWaits() throws InterruptedException {
    var told = new CompletableFuture<String>();
    worker(
        1,
        (attempt, context) -> {
          context
              .cancellation()
              .onRequested(() -> told.complete(context.cancellation().reason().orElse("")));
          return waitsAtGate(attempt, context);
        });
    AttemptId running = owner.dispatch(FakeOwner.spec("work"));
    AttemptId waiting = owner.dispatch(FakeOwner.spec("work"));
    assertThat(awaitStart()).isEqualTo(running);
    owner.stop(running, waiting, owner.nextAttempt());
    assertThat(owner.outcome(waiting)).isEqualTo(new Outcome.Cancelled("cancelled"));
    assertThat(owner.outcome(running)).isEqualTo(new Outcome.Cancelled("cancelled"));
    assertThat(told).isCompletedWithValue("cancelled");
    owner.stop(running, waiting);
    assertThat(owner.results()).hasSize(2);
    assertThat(owner.results())
        .filteredOn(result -> result.task().equals(waiting.task()))
        .allSatisfy(result -> assertThat(result.startedAtMillis()).isZero());
  }

  @Test
  void whatASupersededOwnerSendsIsRefusedHoweverLate() {
    worker(1, (attempt, context) -> new Outcome.Succeeded(Payload.EMPTY));
    AttemptId early = owner.nextAttempt();
    AttemptId late = owner.nextAttempt();
    AttemptId newer = owner.nextAttempt();
    owner.dispatch(frame(7, 1, early));
    assertThat(owner.outcome(early)).isInstanceOf(Outcome.Succeeded.class);
    owner.stop(new StopFrame(3, 8, 0, List.of()));
    owner.dispatch(frame(7, 2, late));
    owner.dispatch(frame(8, 1, newer));
    assertThat(owner.outcome(newer)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(owner.results()).hasSize(2);
    assertThat(owner.nextBeat().marks()).containsEntry(3, new DispatchMark(8, 1));
  }

  @Test
  void whatItsOwnerGaveUpIsRefusedAndRepeatedFramesAreTakenOnce() {
    worker(1, (attempt, context) -> new Outcome.Succeeded(Payload.EMPTY));
    AttemptId givenUp = owner.nextAttempt();
    AttemptId next = owner.nextAttempt();
    owner.stop(new StopFrame(3, 7, 4, List.of()));
    owner.dispatch(frame(7, 4, givenUp));
    owner.dispatch(frame(7, 5, next));
    owner.dispatch(frame(7, 5, next));
    assertThat(owner.outcome(next)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(owner.results()).hasSize(1);
  }

  @Test
  void aSupersededOwnerStopsNothing() throws InterruptedException {
    worker(1, this::waitsAtGate);
    AttemptId running = owner.nextAttempt();
    owner.dispatch(frame(8, 1, running));
    assertThat(awaitStart()).isEqualTo(running);
    owner.stop(new StopFrame(3, 7, 9, List.of(running)));
    gate.countDown();
    assertThat(owner.outcome(running)).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void anInterruptDoesNotReachTheNextAttempt() throws InterruptedException {
    worker(
        1,
        (attempt, context) -> {
          if (attempt.spec().priority() == Priority.HIGH) {
            started.add(attempt);
            while (!Thread.currentThread().isInterrupted()) {
              Thread.onSpinWait();
            }
            return new Outcome.Succeeded(Payload.of("done all the same"));
          }
          return new Outcome.Succeeded(
              Payload.of(String.valueOf(Thread.currentThread().isInterrupted())));
        });
    AttemptId stopped = owner.dispatch(FakeOwner.spec("work").withPriority(Priority.HIGH));
    AttemptId next = owner.dispatch(FakeOwner.spec("work"));
    awaitStart();
    owner.stop(stopped);
    assertThat(owner.outcome(stopped))
        .isEqualTo(new Outcome.Succeeded(Payload.of("done all the same")));
    assertThat(owner.outcome(next)).isEqualTo(new Outcome.Succeeded(Payload.of("false")));
  }

  @Test
  void holdsAnAttemptUntilItsResultIsStored() {
    worker(2, (attempt, context) -> new Outcome.Succeeded(Payload.EMPTY));
    owner.holdAcknowledgements();
    AttemptId id = owner.dispatch(FakeOwner.spec("work"));
    AttemptId refused = owner.dispatch(FakeOwner.spec("other"));
    owner.awaitResults(2);
    ExecutorBeat before = owner.nextBeat();
    assertThat(before.held()).containsExactlyInAnyOrder(id, refused);
    assertThat(before.capacities().getFirst().held()).isEqualTo(1);
    assertThat(before.resultPositions()).isEmpty();
    owner.acknowledgeAll();
    ExecutorBeat after = owner.nextBeat();
    assertThat(after.held()).isEmpty();
    assertThat(after.resultPositions()).isEqualTo(Map.of(3, 102L));
    ExecutorBeat.Capacity capacity = after.capacities().getFirst();
    assertThat(capacity)
        .isEqualTo(
            new ExecutorBeat.Capacity("g", List.of("handler:work"), 2, capacity.window(), 0));
    assertThat(capacity.window()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void drainingFinishesWhatRunsAndHandsBackWhatWaits() throws InterruptedException {
    WorkerRuntime worker = worker(1, this::waitsAtGate);
    AttemptId running = owner.dispatch(FakeOwner.spec("work"));
    AttemptId waiting = owner.dispatch(FakeOwner.spec("work"));
    assertThat(awaitStart()).isEqualTo(running);
    var drained = new CompletableFuture<Boolean>();
    Thread.ofVirtual().start(() -> drain(worker, Duration.ofSeconds(20), drained));
    owner.awaitBeat(ExecutorBeat::draining);
    assertThat(owner.outcome(waiting)).isEqualTo(new Outcome.Refused("the executor is draining"));
    AttemptId late = owner.dispatch(FakeOwner.spec("work"));
    assertThat(owner.outcome(late)).isEqualTo(new Outcome.Refused("the executor is draining"));
    gate.countDown();
    assertThat(drained.join()).isTrue();
    assertThat(owner.outcome(running)).isInstanceOf(Outcome.Succeeded.class);
    ExecutorBeat last = owner.beats().getLast();
    assertThat(last.leaving()).isTrue();
    assertThat(last.held()).isEmpty();
  }

  @Test
  void drainingInterruptsAtItsDeadline() throws InterruptedException {
    WorkerRuntime worker = worker(2, this::waitsAtGate);
    AttemptId running = owner.dispatch(FakeOwner.spec("work"));
    awaitStart();
    assertThat(worker.drain(Duration.ofMillis(10))).isTrue();
    assertThat(owner.outcome(running))
        .isEqualTo(new Outcome.Interrupted("the executor is draining"));
    assertThat(owner.beats().getLast().leaving()).isTrue();
  }

  private static void drain(
      WorkerRuntime worker, Duration patience, CompletableFuture<Boolean> drained) {
    try {
      drained.complete(worker.drain(patience));
    } catch (InterruptedException e) {
      drained.completeExceptionally(e);
    }
  }

  @Test
  void withoutTouchItStopsItsWorkAndComesBackAsAnother() throws InterruptedException {
    worker(
        new Pace(Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofMillis(10)),
        1,
        this::waitsAtGate);
    Incarnation first = owner.awaitMember(member -> true);
    AttemptId running = owner.dispatch(FakeOwner.spec("work"));
    AttemptId waiting = owner.dispatch(FakeOwner.spec("work"));
    awaitStart();
    owner.reachable(false);
    assertThat(owner.outcome(running))
        .isEqualTo(new Outcome.Interrupted("the executor lost its lease"));
    owner.reachable(true);
    Incarnation second = owner.awaitMember(member -> !member.equals(first));
    gate.countDown();
    AttemptId again = owner.dispatch(FakeOwner.spec("work"));
    assertThat(owner.outcome(again)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(owner.results().getLast().executor()).isEqualTo(second);
    assertThat(owner.results()).noneMatch(ended -> ended.task().equals(waiting.task()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyAttemptIsAnsweredExactlyOnce(long seed) {
    var random = new Random(seed);
    var runs = new ConcurrentHashMap<AttemptId, Integer>();
    worker(
        32,
        (attempt, context) -> {
          runs.merge(attempt.id(), 1, Integer::sum);
          return switch (attempt.spec().priority()) {
            case CRITICAL -> throw new IllegalStateException("as planned");
            case HIGH -> {
              Thread.sleep(60_000);
              yield new Outcome.Succeeded(Payload.EMPTY);
            }
            default -> new Outcome.Succeeded(Payload.EMPTY);
          };
        });
    var dispatched = new ArrayList<AttemptId>();
    for (int n = 0; n < 400; n++) {
      Priority priority = Priority.ofLevel(1 + random.nextInt(5));
      var spec =
          FakeOwner.spec(random.nextInt(20) == 0 ? "other" : "work")
              .withPriority(priority)
              .withTimeoutMillis(priority == Priority.HIGH ? 1 + random.nextInt(10) : 60_000);
      switch (random.nextInt(6)) {
        case 0 -> owner.stop(any(dispatched, random));
        case 1 -> owner.dispatch(any(dispatched, random), spec);
        default -> dispatched.add(owner.dispatch(spec));
      }
    }
    owner.awaitResults(dispatched.size());
    assertThat(owner.nextBeat().held()).describedAs("seed %s", seed).isEmpty();
    assertThat(owner.results())
        .describedAs("seed %s", seed)
        .extracting(ended -> new AttemptId(ended.task(), ended.attempt()))
        .containsExactlyInAnyOrderElementsOf(dispatched);
    assertThat(runs.values()).describedAs("seed %s", seed).allMatch(count -> count == 1);
  }

  private AttemptId any(List<AttemptId> dispatched, Random random) {
    if (dispatched.isEmpty()) {
      dispatched.add(owner.dispatch(FakeOwner.spec("work")));
    }
    return dispatched.get(random.nextInt(dispatched.size()));
  }

  private static DispatchFrame frame(long epoch, long number, AttemptId id) {
    var dispatch = new Dispatch(id, PackedSpec.pack(FakeOwner.spec("work")), 0, 0);
    return new DispatchFrame(3, epoch, number, List.of(dispatch));
  }
}
