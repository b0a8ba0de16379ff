package io.tickwheel.message;

import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Pause;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.packed.PackedSpec;
import java.util.List;
import java.util.Optional;

/// Part of one chunk's content.
public record SnapshotBlob(
    int chunk, List<TaskRecord> tasks, List<KeyRecord> keys, List<ScheduleRecord> schedules) {
  public SnapshotBlob {
    schedules = List.copyOf(schedules);
    tasks = List.copyOf(tasks);
    keys = List.copyOf(keys);
  }

  /// Without schedules.
  public SnapshotBlob(int chunk, List<TaskRecord> tasks, List<KeyRecord> keys) {
    this(chunk, tasks, keys, List.of());
  }

  public static SnapshotBlob ofSchedules(int chunk, List<ScheduleRecord> schedules) {
    return new SnapshotBlob(chunk, List.of(), List.of(), schedules);
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

  /// A schedule as its owner keeps it. `buffered` waits for the runs; `backfill` is still to run.
  public record ScheduleRecord(
      TaskId place,
      ScheduleId schedule,
      ScheduleSpec spec,
      int revision,
      long knownSinceMillis,
      long changedAtMillis,
      long decidedUntilMillis,
      long lastNominalMillis,
      Optional<TaskId> lastTask,
      Optional<Boolean> lastSucceeded,
      long lastEndedMillis,
      int runsLeft,
      int failuresInARow,
      Optional<Pause> pause,
      List<RunRecord> running,
      List<BufferRecord> buffered,
      List<ScheduleEvent.BackfillRun> backfill,
      int backfillConcurrentMax,
      List<SkipRecord> skipped,
      List<Long> failed,
      long firedTotal,
      long skippedTotal) {
    public ScheduleRecord {
      running = List.copyOf(running);
      buffered = List.copyOf(buffered);
      backfill = List.copyOf(backfill);
      skipped = List.copyOf(skipped);
      failed = List.copyOf(failed);
    }

    /// About how many bytes it takes on the wire.
    public int roughSize() {
      return 512
          + spec.task().payload().size()
          + 40 * running.size()
          + 12 * (buffered.size() + backfill.size() + failed.size())
          + 16 * skipped.size();
    }
  }

  public record RunRecord(TaskId task, long nominalMillis, ScheduleEvent.Cause cause) {}

  public record BufferRecord(long nominalMillis, int missed, ScheduleEvent.Cause cause) {}

  /// Occurrences of this span did not run.
  public record SkipRecord(long firstMillis, long lastMillis) {}
}
