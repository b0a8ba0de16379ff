package io.tickwheel.monitor.projection;

import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Row changes of a run of journal records, to be committed together with `position`, the sequence
/// of the last of them.
public final class Batch {
  /// Rows as they are after the batch, by task, in the order in which they were touched.
  public final Map<TaskId, TaskRow> rows = new LinkedHashMap<>();

  /// Places of stored rows whose tasks began again under their old id.
  public final List<Long> replaced = new ArrayList<>();

  public final List<EndedAttempt> attempts = new ArrayList<>();
  public final List<Stale> stale = new ArrayList<>();
  public final List<Occurrence> occurrences = new ArrayList<>();
  public final List<Definition> definitions = new ArrayList<>();
  public final List<Claimed> claims = new ArrayList<>();
  public final List<SetAside> setAside = new ArrayList<>();
  public final Tally tally = new Tally();
  public final long from;
  public long position;
  public int events;
  public long bytes;

  /// Takes records behind journal sequence `from`.
  public Batch(long from) {
    this.from = from;
    this.position = from;
  }

  public boolean isEmpty() {
    return position == from;
  }

  /// An attempt that is not the last of its task.
  public record EndedAttempt(long taskPlace, Attempt attempt) {}

  /// A result that came for an attempt which is not the current one.
  public record Stale(
      long place, TaskId task, int attempt, Incarnation executor, String outcome, long atMillis) {}

  /// A schedule is defined so from `place` on; without `digest` it was deleted.
  public record Definition(String schedule, long place, int partition, Optional<Payload> digest) {}

  /// From `place` on the partition belongs to `owner`.
  public record Claimed(int partition, long place, String owner) {}

  /// A record (`index` -1) or an event in it that cannot be read: kept for people, never tried
  /// again.
  public record SetAside(
      long sequence, int index, int partition, long atMillis, String reason, Payload record) {
    /// More than this of a poison record tells nobody anything.
    public static final int BYTES_MAX = 64 * 1024;

    static SetAside of(
        long sequence,
        int index,
        int partition,
        long atMillis,
        RuntimeException why,
        byte[] bytes) {
      String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
      byte[] kept = bytes.length <= BYTES_MAX ? bytes : Arrays.copyOf(bytes, BYTES_MAX);
      return new SetAside(sequence, index, partition, atMillis, reason, Payload.of(kept));
    }
  }
}
