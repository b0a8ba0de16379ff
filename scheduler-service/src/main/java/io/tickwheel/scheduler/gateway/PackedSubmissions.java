package io.tickwheel.scheduler.gateway;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.gateway.Gateway.Keyed;
import io.tickwheel.scheduler.gateway.Gateway.Wanted;
import io.tickwheel.scheduler.intake.IdempotencyKey;
import io.tickwheel.scheduler.intake.IntakeLimits;
import io.tickwheel.scheduler.intake.RequestHash;
import io.tickwheel.scheduler.intake.SpecCheck;
import io.tickwheel.scheduler.intake.Terms;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Submissions in their packed form, many at once, as the SDK sends them. Thread-safe; nothing here
/// blocks.
public final class PackedSubmissions {
  private final Gateway gateway;
  private final RetryPolicy retryDefault;
  private final InstantSource clock;

  /// `retryDefault` is what a submission gets where it leaves its retry policy open.
  public PackedSubmissions(Gateway gateway, RetryPolicy retryDefault, InstantSource clock) {
    this.gateway = gateway;
    this.retryDefault = retryDefault;
    this.clock = clock;
  }

  /// The outcomes in the order of the submissions. Never fails for what is wrong with a single one.
  public CompletableFuture<List<SubmitOutcome>> submit(List<Submission> submissions) {
    if (submissions.size() > IntakeLimits.BATCH_TASKS_MAX) {
      Problem problem =
          Problem.of(ProblemKind.TOO_LARGE, "A batch has at most " + IntakeLimits.BATCH_TASKS_MAX);
      return completedFuture(submissions.stream().map(s -> refused(problem)).toList());
    }
    var answers = new ArrayList<CompletableFuture<Answer>>(submissions.size());
    for (Submission submission : submissions) {
      answers.add(submit(submission));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> answers.stream().map(one -> outcome(one.join())).toList());
  }

  private CompletableFuture<Answer> submit(Submission submission) {
    Optional<IdempotencyKey> key = submission.idempotencyKey().map(IdempotencyKey::new);
    Optional<Problem> badKey = key.flatMap(IdempotencyKey::problem);
    if (badKey.isPresent()) {
      return completedFuture(new Answer.Refused(badKey.get()));
    }
    Wanted wanted;
    try {
      wanted = wanted(submission, key);
    } catch (IllegalArgumentException e) {
      return completedFuture(new Answer.Refused(unreadable(e)));
    }
    Optional<Problem> problem = SpecCheck.problem(wanted.spec()).or(() -> badTime(submission));
    return problem.isPresent()
        ? completedFuture(new Answer.Refused(problem.get()))
        : gateway.submit(wanted);
  }

  /// What is left open is filled in; what is complete already is passed on as it came.
  private Wanted wanted(Submission submission, Optional<IdempotencyKey> key) {
    TaskSpec said = submission.spec().unpack();
    RetryPolicy retry = said.retry().filled(submission.openRetry(), retryDefault);
    boolean complete = retry.equals(said.retry());
    TaskSpec spec = complete ? said : said.withRetry(retry);
    long now = clock.millis();
    long runAt = submission.runAtMillis() == 0 ? now : submission.runAtMillis();
    return new Wanted(
        spec,
        complete ? submission.spec() : PackedSpec.pack(spec),
        runAt,
        now,
        key.map(k -> new Keyed(k, hash(submission, spec))));
  }

  private static long hash(Submission submission, TaskSpec spec) {
    return RequestHash.of(spec, Terms.of(submission, spec.startDeadlineMillis()));
  }

  private static Optional<Problem> badTime(Submission submission) {
    return submission.runAtMillis() <= IntakeLimits.TIME_MAX_MILLIS
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemKind.INVALID_FIELD,
                "run_at is after the year 9999.",
                "run_at",
                "a time before the year 10000"));
  }

  private static Problem unreadable(IllegalArgumentException e) {
    return Problem.of(
        ProblemKind.BAD_REQUEST,
        "The specification is not valid: " + Problem.shown(String.valueOf(e.getMessage())) + ".");
  }

  private static SubmitOutcome outcome(Answer answer) {
    return switch (answer) {
      case Answer.Created created ->
          SubmitOutcome.accepted(created.task(), created.runAtMillis(), created.same());
      case Answer.Pending pending -> SubmitOutcome.accepted(pending.task(), 0, false);
      case Answer.Refused(Problem problem) -> refused(problem);
      case Answer.Seen seen -> throw new IllegalStateException("not a submission's: " + seen);
      case Answer.Standing standing ->
          throw new IllegalStateException("not a submission's: " + standing);
      case Answer.Remembered other ->
          throw new IllegalStateException("not a submission's: " + other);
    };
  }

  private static SubmitOutcome refused(Problem problem) {
    return SubmitOutcome.refused(problem.kind().slug(), problem.detail());
  }
}
