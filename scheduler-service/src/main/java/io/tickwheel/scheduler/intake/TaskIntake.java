package io.tickwheel.scheduler.intake;

import io.tickwheel.model.RetryPolicy;
import io.tickwheel.problem.Problem;
import java.util.Optional;

/// Reads a submission's JSON into a specification, or says what is wrong with it. Unknown fields
/// are refused: a misspelt one would silently do nothing.
///
/// Thread-safe. `retryDefault` is what a submission gets that names no retry policy.
public final class TaskIntake {
  private final RetryPolicy retryDefault;

  public TaskIntake(RetryPolicy retryDefault) {
    this.retryDefault = retryDefault;
  }

  /// A task as `POST /api/v1/tasks` takes it.
  public Intake read(byte[] body, int from, int length, long nowMillis) {
    return read(body, from, length, nowMillis, false);
  }

  /// A task that must name its delay and what to call, as `POST /api/v1/tasks/delay` takes it.
  public Intake readDelayed(byte[] body, int from, int length, long nowMillis) {
    return read(body, from, length, nowMillis, true);
  }

  private Intake read(byte[] body, int from, int length, long nowMillis, boolean delayed) {
    if (length > IntakeLimits.BODY_BYTES_MAX) {
      return new Intake.Refused(BodyTooLarge.problem(length));
    }
    var draft = new SpecDraft(retryDefault, nowMillis);
    Intake[] accepted = new Intake[1];
    Optional<Problem> problem =
        JsonInput.read(
            body,
            from,
            length,
            in -> {
              draft.read(in);
              accepted[0] = finish(draft, delayed);
            });
    return problem.<Intake>map(Intake.Refused::new).orElseGet(() -> accepted[0]);
  }

  private static Intake finish(SpecDraft draft, boolean delayed) throws Refusal {
    if (!delayed && draft.isRecurring()) {
      return new Intake.Recurring();
    }
    if (delayed) {
      draft.requireOneOff();
      draft.requireDelay();
    }
    return draft.finish();
  }
}
