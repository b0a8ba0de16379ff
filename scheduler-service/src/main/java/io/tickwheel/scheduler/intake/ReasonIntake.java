package io.tickwheel.scheduler.intake;

import io.tickwheel.problem.Problem;
import java.util.Optional;

/// Reads the optional body of a cancellation, `{"reason": …}`.
public final class ReasonIntake {
  private static final KnownNames KNOWN = new KnownNames("reason");

  /// What became of the body; `reason` is empty when there was none.
  public record Result(String reason, Optional<Problem> problem) {}

  private ReasonIntake() {}

  public static Result read(byte[] body) {
    if (body.length == 0) {
      return new Result("", Optional.empty());
    }
    if (body.length > IntakeLimits.BODY_BYTES_MAX) {
      return new Result("", Optional.of(BodyTooLarge.problem(body.length)));
    }
    String[] reason = {""};
    Optional<Problem> problem =
        JsonInput.read(
            body,
            0,
            body.length,
            in -> {
              var values = new Values(in);
              in.object(
                  "",
                  name -> {
                    if (!name.equals("reason")) {
                      throw KNOWN.unknown("", name);
                    }
                    reason[0] = values.line(name, IntakeLimits.REASON_MAX);
                  });
            });
    return new Result(reason[0], problem);
  }
}
