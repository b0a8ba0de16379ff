package io.tickwheel.scheduler.intake;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;

/// The refusal of a body that is not even read.
public final class BodyTooLarge {
  private BodyTooLarge() {}

  public static Problem problem(long bytes) {
    return sentence(
        "The body has " + bytes + " bytes.", "at most " + IntakeLimits.BODY_BYTES_MAX + " bytes");
  }

  public static Problem batch() {
    return sentence(
        "The batch goes beyond what is read of one.",
        "at most " + IntakeLimits.BATCH_BYTES_MAX + " bytes");
  }

  private static Problem sentence(String detail, String accepted) {
    return Problem.of(ProblemKind.TOO_LARGE, detail).accepting(accepted);
  }
}
