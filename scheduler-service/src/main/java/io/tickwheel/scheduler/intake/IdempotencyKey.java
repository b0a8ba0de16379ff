package io.tickwheel.scheduler.intake;

import io.tickwheel.model.TaskId;
import io.tickwheel.scheduler.problem.Problem;
import io.tickwheel.scheduler.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// The name under which a client may repeat a submission. The task's id derives from it, so that
/// whoever takes the repetition finds the same task.
public record IdempotencyKey(String text) {
  private static final String ACCEPTED =
      "1 to " + IntakeLimits.KEY_MAX + " printable ASCII characters";

  /// What is wrong with the key, or empty.
  public Optional<Problem> problem() {
    boolean fits =
        !text.isEmpty()
            && text.length() <= IntakeLimits.KEY_MAX
            && text.chars().allMatch(c -> c > ' ' && c < 127);
    return fits
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemKind.INVALID_FIELD,
                "The idempotency key '" + Problem.shown(text) + "' is not accepted.",
                "Idempotency-Key",
                ACCEPTED));
  }

  public TaskId task(int partitions) {
    var hash = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    return TaskId.derive(hash.getLong(), hash.getLong(), partitions);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
