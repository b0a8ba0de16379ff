package io.tickwheel.message;

import io.tickwheel.message.JournalRecord.SourceSeen;
import java.util.List;

/// The manifest of a partition's snapshot. `rootPosition` is the journal sequence at which
/// `commandPosition` and `seen` are true; each chunk has a position of its own.
public record SnapshotHead(
    int partition,
    long epoch,
    long rootPosition,
    long commandPosition,
    List<SourceSeen> seen,
    List<ChunkPlace> chunks,
    List<TimeMark> marks) {
  public SnapshotHead {
    seen = List.copyOf(seen);
    chunks = List.copyOf(chunks);
    marks = List.copyOf(marks);
  }

  /// A slice of the task ids, true at journal sequence `position`, stored in `blobs`.
  public record ChunkPlace(long position, List<String> blobs) {
    public ChunkPlace {
      blobs = List.copyOf(blobs);
    }
  }

  /// Everything up to journal sequence `position` is at least as old as `atMillis`;
  /// `bytes` were appended since the mark before.
  public record TimeMark(long atMillis, long position, long bytes) {}
}
