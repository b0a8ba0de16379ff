package io.tickwheel.core.owner;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What one partition's owner needs from the outside: its log, its commands, its snapshots.
///
/// Nothing here blocks. Callbacks come later, on the owner loop's own thread, each exactly once,
/// and never after [#close]. An implementation tries for ever where it reads; where it writes it
/// reports what it knows: what failed only after a pause, as the caller repeats it at once.
public interface PartitionStore {
  /// The newest record of the partition's log, read from the stream's leader.
  void tail(Consumer<Tail> then);

  /// Appends if the newest record's sequence is `expectedLast` (0 for an empty log).
  void append(byte[] record, long expectedLast, Consumer<AppendResult> then);

  /// Reads records from `from` on, in order, until the reader says stop.
  void readLog(long from, LogReader reader);

  /// Starts delivering commands from stream sequence `from` on, in order, as fast as `intake`
  /// admits.
  void openCommands(long from, CommandIntake intake);

  void readHead(Consumer<Optional<Stored>> then);

  void writeHead(byte[] head, long expectedLast, Consumer<AppendResult> then);

  void readBlob(String name, Consumer<Optional<byte[]>> then);

  /// Reports whether the blob is durable.
  void writeBlob(String name, byte[] blob, Consumer<Boolean> then);

  /// The names of all blobs of the partition, in no order.
  void listBlobs(Consumer<List<String>> then);

  void purgeBlobs(List<String> names);

  /// Removes log records up to and including `upTo`; the newest record stays.
  void trimLog(long upTo);

  /// Removes commands up to and including `upTo`.
  void trimCommands(long upTo);

  /// No callback comes after this.
  void close();

  record Stored(long sequence, byte[] bytes) {}

  sealed interface Tail {
    record Found(long sequence, byte[] bytes) implements Tail {}

    record Empty() implements Tail {}

    /// The stream cannot be reached now.
    record Unavailable() implements Tail {}
  }

  sealed interface AppendResult {
    record Appended(long sequence) implements AppendResult {}

    /// Refused: somebody else has written since.
    record Stale() implements AppendResult {}

    /// Nobody knows whether it was written.
    record Unconfirmed() implements AppendResult {}
  }

  interface LogReader {
    /// Returns whether to go on.
    boolean read(long sequence, byte[] record);
  }

  interface CommandIntake {
    /// Takes one message of commands, and runs `decided` when it has been decided: the store's
    /// measure of how much it may still deliver.
    void take(long sequence, byte[] frame, Runnable decided);
  }
}
