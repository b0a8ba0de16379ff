package io.tickwheel.message;

import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.packed.PackedSpec;
import java.util.List;
import java.util.Optional;

/// Part of one chunk's content.
public record SnapshotBlob(int chunk, List<TaskRecord> tasks, List<KeyRecord> keys) {
  public SnapshotBlob {
    tasks = List.copyOf(tasks);
    keys = List.copyOf(keys);
  }

  /// A task that its owner holds. `dueAtMillis` is when the next attempt is due.
  public record TaskRecord(
      TaskId id,
      TaskState state,
      PackedSpec spec,
      long runAtMillis,
      long dueAtMillis,
      long createdAtMillis,
      int attempt,
      int charged,
      int uncharged,
      int life,
      boolean started,
      boolean cancelling,
      Optional<Incarnation> executor,
      Optional<Failure> lastFailure) {}

  /// What a request with an idempotency key was answered.
  public record KeyRecord(TaskId id, long requestHash, long createdAtMillis, long runAtMillis) {}
}
