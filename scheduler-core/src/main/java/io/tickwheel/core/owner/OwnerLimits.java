package io.tickwheel.core.owner;

/// Bounds on one turn and on what piles up between turns.
///
/// - `commandsPerTurn`, `bytesPerTurn`: when a turn stops taking commands; bounds the frame
/// - `timersPerTurn`, `dispatchesPerTurn`: bound the turn's pause
/// - `snapshotBytesMin`: journal bytes after which a sweep of snapshots begins, at least
/// - `blobBytes`: size from which a chunk is split
/// - `retentionMillis`, `retentionBytes`: how long, and how much, of the journal is kept behind
///   snapshots
public record OwnerLimits(
    int commandsPerTurn,
    int bytesPerTurn,
    int timersPerTurn,
    int dispatchesPerTurn,
    long snapshotBytesMin,
    int blobBytes,
    long retentionMillis,
    long retentionBytes) {
  public static final OwnerLimits DEFAULT =
      new OwnerLimits(
          4_096, 256 << 10, 4_096, 2_048, 8 << 20, 256 << 10, 7L * 24 * 3_600_000, 4L << 30);
}
