package io.tickwheel.scheduler.intake;

import io.tickwheel.message.Submission;
import io.tickwheel.model.RetryPolicy;
import java.util.Set;

/// What a submission said in its own words where its specification holds only what came of them by
/// the clock and the defaults of whoever accepted it. A repetition says the same again and is
/// accepted by others, later.
///
/// `openRetry` is what it did not say of its retry policy; `runAtMillis` and `delayMillis` are 0
/// unless given.
public record Terms(
    Set<RetryPolicy.Part> openRetry,
    long runAtMillis,
    long delayMillis,
    StartDeadline startDeadline) {
  public Terms {
    openRetry = Set.copyOf(openRetry);
    startDeadline = startDeadline.from(runAtMillis);
  }

  /// Those of a packed submission, whose specification has this deadline.
  public static Terms of(Submission submission, long startDeadlineMillis) {
    long delay = submission.delayMillis();
    return new Terms(
        submission.openRetry(),
        delay > 0 ? 0 : submission.runAtMillis(),
        delay,
        new StartDeadline(startDeadlineMillis, false));
  }
}
