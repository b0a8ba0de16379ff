package io.tickwheel.scheduler.intake;

import io.tickwheel.model.TaskId;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// The name under which a client may repeat a submission. The task's id derives from it, so that
/// whoever takes the repetition finds the same task.
public record IdempotencyKey(String text) {
  /// The header that carries it.
  public static final String HEADER = "Idempotency-Key";

  /// What the key of a batch's task adds to that of the batch: `#` and the task's index.
  private static final int SUFFIX_MAX =
      1 + String.valueOf(IntakeLimits.BATCH_TASKS_MAX - 1).length();

  /// What is wrong with the key of one task, or empty.
  public Optional<Problem> problem() {
    return problem(IntakeLimits.KEY_MAX);
  }

  /// What is wrong with the key of a batch, or empty. Its tasks' keys are valid then, too.
  public Optional<Problem> problemOfBatch() {
    return problem(IntakeLimits.KEY_MAX - SUFFIX_MAX);
  }

  /// The key of the batch's task at `index`: whoever repeats the batch repeats each task.
  public IdempotencyKey ofTask(int index) {
    return new IdempotencyKey(text + "#" + index);
  }

  private Optional<Problem> problem(int most) {
    boolean fits =
        !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c > ' ' && c < 127);
    return fits
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemKind.INVALID_FIELD,
                "The idempotency key '" + Problem.shown(text) + "' is not accepted.",
                HEADER,
                "1 to " + most + " printable ASCII characters"));
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
