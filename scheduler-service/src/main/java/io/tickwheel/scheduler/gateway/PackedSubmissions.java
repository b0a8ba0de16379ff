package io.tickwheel.scheduler.gateway;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.scheduler.gateway.Gateway.Keyed;
import io.tickwheel.scheduler.gateway.Gateway.Wanted;
import io.tickwheel.scheduler.intake.IdempotencyKey;
import io.tickwheel.scheduler.intake.IntakeLimits;
import io.tickwheel.scheduler.intake.RequestHash;
import io.tickwheel.scheduler.intake.SpecCheck;
import io.tickwheel.scheduler.problem.Problem;
import io.tickwheel.scheduler.problem.ProblemKind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Submissions in their packed form, many at once, as the SDK sends them. Thread-safe; nothing here
/// blocks.
public final class PackedSubmissions {
  private final Gateway gateway;
  private final InstantSource clock;

  public PackedSubmissions(Gateway gateway, InstantSource clock) {
    this.gateway = gateway;
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
    TaskSpec spec;
    try {
      spec = submission.spec().unpack();
    } catch (IllegalArgumentException e) {
      return completedFuture(new Answer.Refused(unreadable(e)));
    }
    Optional<Problem> problem = SpecCheck.problem(spec).or(() -> badTime(submission));
    if (problem.isPresent()) {
      return completedFuture(new Answer.Refused(problem.get()));
    }
    long now = clock.millis();
    long runAt = submission.runAtMillis() == 0 ? now : submission.runAtMillis();
    var keyed = key.map(k -> new Keyed(k, RequestHash.of(submission.spec().bytes())));
    return gateway.submit(new Wanted(spec, submission.spec(), runAt, now, keyed));
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
      case Answer.Remembered other ->
          throw new IllegalStateException("not a submission's: " + other);
    };
  }

  private static SubmitOutcome refused(Problem problem) {
    return SubmitOutcome.refused(problem.kind().slug(), problem.detail());
  }
}
