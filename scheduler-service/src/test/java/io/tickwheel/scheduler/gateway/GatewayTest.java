package io.tickwheel.scheduler.gateway;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.Command;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.RetryPolicy.Part;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.fake.FakeOwners;
import io.tickwheel.scheduler.gateway.NoOwnerException.Fate;
import io.tickwheel.scheduler.intake.ScheduleIntake;
import io.tickwheel.scheduler.intake.TaskIntake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GatewayTest {
  private static final long NOW = 1_767_225_600_000L;

  private final FakeOwners owners = new FakeOwners();
  private final Map<TaskId, History.Memory> history = new ConcurrentHashMap<>();
  private final Admission admission = new Admission(3);
  private final Gateway gateway =
      new Gateway(
          owners,
          task -> completedFuture(history.getOrDefault(task, new History.Memory.Unknown())),
          admission,
          new SplittableRandom(42));
  private final InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
  private final RecurringTasks recurring =
      new RecurringTasks(
          new ScheduleIntake(RetryPolicy.DEFAULT, new SplittableRandom(42)),
          new ScheduleGateway(owners));
  private final JsonSubmissions submissions =
      new JsonSubmissions(new TaskIntake(RetryPolicy.DEFAULT), gateway, recurring, clock);

  @Test
  void theSameKeyAndBodyGetTheSameAnswerAndAnotherBodyNone() {
    var first = (Answer.Created) submit("{\"type\":\"a\",\"delay\":\"5s\"}", "key");
    var second = (Answer.Created) submit("{ \"delay\":\"5s\", \"type\":\"a\" }", "key");
    assertThat(second.task()).isEqualTo(first.task());
    assertThat(second.runAtMillis()).isEqualTo(first.runAtMillis());
    assertThat(second.createdAtMillis()).isEqualTo(first.createdAtMillis());
    assertThat(first.same()).isFalse();
    assertThat(second.same()).isTrue();
    assertThat(refused(submit("{\"type\":\"b\"}", "key"))).isEqualTo(ProblemKind.KEY_REUSED);
    assertThat(owners.size()).isEqualTo(1);
    assertThat(admission.unfinished()).isEqualTo(1);
  }

  @Test
  void aStoredCommandWithoutAnswerIsPendingUnlessItHasAKey() {
    owners.fallSilent(Fate.STORED);
    assertThat(submit("{\"type\":\"a\"}")).isInstanceOf(Answer.Pending.class);
    assertThat(refused(submit("{\"type\":\"a\"}", "key"))).isEqualTo(ProblemKind.UNAVAILABLE);
    owners.fallSilent(Fate.UNKNOWN);
    assertThat(refused(submit("{\"type\":\"a\"}"))).isEqualTo(ProblemKind.UNAVAILABLE);
    owners.fallSilent(Fate.UNSENT);
    assertThat(refused(submit("{\"type\":\"a\"}"))).isEqualTo(ProblemKind.UNAVAILABLE);
    assertThat(admission.unfinished()).isEqualTo(1);
  }

  @Test
  void aboveTheLimitTasksAreRefusedUntilTheOwnersSayThatSomeHaveEnded() {
    for (int i = 0; i < 3; i++) {
      assertThat(submit("{\"type\":\"a\"}")).isInstanceOf(Answer.Created.class);
    }
    Answer fourth = submit("{\"type\":\"a\"}");
    assertThat(refused(fourth)).isEqualTo(ProblemKind.TOO_MANY_TASKS);
    assertThat(((Answer.Refused) fourth).problem().retryAfterSeconds()).isPositive();
    admission.heard(beat(1, 1));
    assertThat(admission.unfinished()).isEqualTo(4);
    admission.heard(beat(2, 0));
    assertThat(admission.unfinished()).isZero();
    admission.heard(beat(1, 9)); // a former owner's
    assertThat(admission.unfinished()).isZero();
    assertThat(submit("{\"type\":\"a\"}")).isInstanceOf(Answer.Created.class);
  }

  @Test
  void whatItsOwnerDoesNotHoldIsLookedForInHistory() {
    var created = (Answer.Created) submit("{\"type\":\"a\"}");
    TaskId task = created.task();
    assertThat(gateway.look(task, Duration.ZERO).join()).isInstanceOf(Answer.Seen.class);
    owners.forget(task);
    assertThat(refused(gateway.look(task, Duration.ZERO).join()))
        .isEqualTo(ProblemKind.UNKNOWN_TASK);
    assertThat(refused(gateway.act(new Command.Cancel(task, "")).join()))
        .isEqualTo(ProblemKind.UNKNOWN_TASK);
    history.put(task, new History.Memory.Known("{}".getBytes(StandardCharsets.UTF_8), "succeeded"));
    assertThat(gateway.look(task, Duration.ZERO).join()).isInstanceOf(Answer.Remembered.class);
    assertThat(refused(gateway.act(new Command.Cancel(task, "")).join()))
        .isEqualTo(ProblemKind.WRONG_STATE);
    history.put(task, new History.Memory.Unreachable("away"));
    assertThat(refused(gateway.look(task, Duration.ZERO).join()))
        .isEqualTo(ProblemKind.UNAVAILABLE);
  }

  @Test
  void onlyWhatTheStateAllowsIsDone() {
    TaskId task = ((Answer.Created) submit("{\"type\":\"a\"}")).task();
    assertThat(refused(gateway.act(new Command.Retry(task)).join()))
        .isEqualTo(ProblemKind.WRONG_STATE);
    owners.set(task, TaskState.DEAD);
    assertThat(gateway.act(new Command.Retry(task)).join()).isInstanceOf(Answer.Seen.class);
    assertThat(gateway.act(new Command.Cancel(task, "")).join()).isInstanceOf(Answer.Seen.class);
    assertThat(refused(gateway.act(new Command.Cancel(task, "")).join()))
        .isEqualTo(ProblemKind.WRONG_STATE);
  }

  @Test
  void anIdOfNoPartitionIsUnknown() {
    TaskId task = TaskId.create(NOW, 77, 1);
    assertThat(refused(gateway.look(task, Duration.ZERO).join()))
        .isEqualTo(ProblemKind.UNKNOWN_TASK);
    assertThat(refused(gateway.act(new Command.Retry(task)).join()))
        .isEqualTo(ProblemKind.UNKNOWN_TASK);
  }

  @Test
  void eachTaskOfAPackedBatchHasItsOwnOutcome() {
    var packed = new PackedSubmissions(gateway, RetryPolicy.DEFAULT, clock);
    List<SubmitOutcome> outcomes =
        packed
            .submit(
                List.of(
                    submission(spec("a"), Optional.empty()),
                    new Submission(PackedSpec.of(new byte[] {1, 2, 3}), 0, Optional.empty()),
                    submission(
                        TaskSpec.of("b", new Target.Http("POST", "ftp://h/", Map.of()), text("")),
                        Optional.empty()),
                    submission(
                        TaskSpec.of("c", new Target.Handler(), text("x".repeat(300_000))),
                        Optional.empty()),
                    submission(spec("a b"), Optional.empty()),
                    submission(spec("d"), Optional.of("key")),
                    submission(spec("d"), Optional.of("key")),
                    submission(spec("e"), Optional.of("key")),
                    submission(spec("f"), Optional.of("k\n"))))
            .join();
    assertThat(outcomes.stream().map(o -> o.errorType().orElse(o.same() ? "same" : "new")))
        .containsExactly(
            "new",
            "bad-request",
            "invalid-field",
            "too-large",
            "invalid-field",
            "new",
            "same",
            "idempotency-key-reused",
            "invalid-field");
  }

  @Test
  void aPackedTaskIsTheSameOnlyWithTheSameTime() {
    assertThat(told(keyed("at", NOW + 1_000, 0))).isEqualTo("new");
    assertThat(told(keyed("at", NOW + 1_000, 0))).isEqualTo("same");
    assertThat(told(keyed("at", NOW + 2_000, 0))).isEqualTo("idempotency-key-reused");
    assertThat(told(keyed("at", NOW + 1_000, 1_000))).isEqualTo("idempotency-key-reused");
    assertThat(told(keyed("at", 0, 0))).isEqualTo("idempotency-key-reused");
    assertThat(told(keyed("after", NOW + 1_000, 1_000))).isEqualTo("new");
    assertThat(told(keyed("after", NOW + 1_700, 1_000))).isEqualTo("same");
  }

  @Test
  void aKeyMeansTheSameOverRestAndPacked() {
    var created =
        (Answer.Created) submit("{\"type\":\"a\",\"payload\":{\"x\": 1},\"delay\":\"5s\"}", "both");
    TaskSpec spec = TaskSpec.of("a", new Target.Handler(), text("{\"x\":1}"));
    var again =
        new Submission(PackedSpec.pack(spec), Part.ALL, NOW + 5_100, 5_000, Optional.of("both"));
    SubmitOutcome outcome = packed().submit(List.of(again)).join().getFirst();
    assertThat(outcome.same()).isTrue();
    assertThat(outcome.task()).contains(created.task());
  }

  @Test
  void whatAPackedTaskLeavesOpenOfItsRetriesIsTheOperatorsToSay() {
    var packed = new PackedSubmissions(gateway, RetryPolicy.DEFAULT.withMaxAttempts(6), clock);
    TaskSpec fixed = spec("b").withRetry(RetryPolicy.DEFAULT.withMaxAttempts(2));
    List<SubmitOutcome> outcomes =
        packed
            .submit(
                List.of(
                    new Submission(PackedSpec.pack(spec("a")), Part.ALL, 0, 0, Optional.empty()),
                    new Submission(
                        PackedSpec.pack(fixed), Set.of(Part.BASE), 0, 0, Optional.empty()),
                    new Submission(PackedSpec.pack(spec("c")), 0, Optional.empty())))
            .join();
    assertThat(outcomes.stream().map(this::maxAttempts)).containsExactly(6, 2, 4);
  }

  private int maxAttempts(SubmitOutcome outcome) {
    TaskView view = owners.look(outcome.task().orElseThrow(), Duration.ZERO).join().orElseThrow();
    return view.spec().retry().maxAttempts();
  }

  private String told(Submission submission) {
    SubmitOutcome outcome = packed().submit(List.of(submission)).join().getFirst();
    return outcome.errorType().orElse(outcome.same() ? "same" : "new");
  }

  private PackedSubmissions packed() {
    return new PackedSubmissions(gateway, RetryPolicy.DEFAULT, clock);
  }

  private static Submission keyed(String key, long runAtMillis, long delayMillis) {
    return new Submission(
        PackedSpec.pack(spec("a")), Part.ALL, runAtMillis, delayMillis, Optional.of(key));
  }

  @Test
  void aTaskWithoutDelayIsDueTheMomentItIsCreated() {
    var readings = new AtomicLong(NOW);
    InstantSource moving = () -> Instant.ofEpochMilli(readings.incrementAndGet());
    var json = new JsonSubmissions(new TaskIntake(RetryPolicy.DEFAULT), gateway, recurring, moving);
    byte[] body = "{\"type\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    dueWhenCreated(json.submit(body, JsonSubmissions.Form.TASK, Optional.empty()).join());
    dueWhenCreated(json.submit(body, 0, body.length, Optional.empty()).join());

    var packed = new PackedSubmissions(gateway, RetryPolicy.DEFAULT, moving);
    var atOnce = new Submission(PackedSpec.pack(spec("a")), 0, Optional.empty());
    SubmitOutcome outcome = packed.submit(List.of(atOnce)).join().getFirst();
    assertThat(outcome.runAtMillis()).isEqualTo(dueWhenCreated(outcome.task().orElseThrow()));
  }

  private void dueWhenCreated(Answer answer) {
    var created = (Answer.Created) answer;
    assertThat(created.runAtMillis()).isEqualTo(created.createdAtMillis());
    assertThat(created.runAtMillis()).isEqualTo(dueWhenCreated(created.task()));
  }

  private long dueWhenCreated(TaskId task) {
    TaskView view = owners.look(task, Duration.ZERO).join().orElseThrow();
    assertThat(view.runAtMillis()).isEqualTo(view.createdAtMillis());
    return view.runAtMillis();
  }

  private static Submission submission(TaskSpec spec, Optional<String> key) {
    return new Submission(PackedSpec.pack(spec), NOW + 1_000, key);
  }

  private static TaskSpec spec(String type) {
    return TaskSpec.of(type, new Target.Handler(), Payload.EMPTY);
  }

  private static Payload text(String text) {
    return Payload.of(text);
  }

  /// Of all four partitions; the first has `unfinished` tasks.
  private static SchedulerBeat beat(long epoch, long unfinished) {
    var none = new SchedulerBeat.Totals(0, 0, 0, 0);
    var partitions = new ArrayList<SchedulerBeat.PartitionCounts>();
    for (int p = 0; p < 4; p++) {
      long queued = p == 0 ? unfinished : epoch == 1 ? 1 : 0;
      partitions.add(new SchedulerBeat.PartitionCounts(p, epoch, 0, queued, 0, 0, 0, 0, none));
    }
    return new SchedulerBeat("s", partitions, false, NOW, "", NOW, false, Incarnation.NONE);
  }

  private Answer submit(String body) {
    return join(
        submissions.submit(
            body.getBytes(StandardCharsets.UTF_8), JsonSubmissions.Form.TASK, Optional.empty()));
  }

  private Answer submit(String body, String key) {
    return join(
        submissions.submit(
            body.getBytes(StandardCharsets.UTF_8), JsonSubmissions.Form.TASK, Optional.of(key)));
  }

  private static Answer join(CompletableFuture<Answer> answer) {
    return answer.join();
  }

  private static ProblemKind refused(Answer answer) {
    if (answer instanceof Answer.Refused(Problem problem)) {
      return problem.kind();
    }
    throw new AssertionError("not refused: " + answer);
  }
}
