package io.tickwheel.jetstream;

import io.tickwheel.wire.Streams;
import io.tickwheel.wire.Subjects;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Snapshots: blobs, written once and never changed, and per partition one head that names those in
/// use. The head is fenced like the journal, so a stale owner can neither replace it nor, as blobs
/// carry the owner's epoch in their name, spoil what it refers to.
public final class SnapshotStore {
  private static final String HEAD = "head";

  private final StreamWriter writer;
  private final StreamApi api;

  public SnapshotStore(NatsLink link) {
    writer = new StreamWriter(link.controlLine());
    api = new StreamApi(link.controlLine());
  }

  /// Stores a blob, at most [NatsLink#maxPayloadBytes]. Repeating it does no harm. Fails with
  /// [UnconfirmedAppendException].
  public CompletableFuture<Void> putBlob(int partition, String blob, byte[] bytes) {
    return writer.store(Subjects.snapshotBlob(partition, blob), bytes).thenAccept(_ -> {});
  }

  /// Empty when there is no such blob.
  public CompletableFuture<Optional<byte[]>> readBlob(int partition, String blob) {
    String subject = Subjects.snapshotBlob(partition, blob);
    return api.lastAnywhere(Streams.SNAPSHOTS, subject)
        .exceptionally(_ -> Optional.empty())
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedFuture(found)
                    : api.last(Streams.SNAPSHOTS, subject))
        .thenApply(found -> found.map(StoredRecord::bytes));
  }

  /// The head and its sequence, which the next [#writeHead] must name; empty when there is none.
  public CompletableFuture<Optional<StoredRecord>> readHead(int partition) {
    return api.last(Streams.SNAPSHOTS, Subjects.snapshotHead(partition));
  }

  /// Replaces the head if it still is the one at `expectedLast` (0: there is none). The future is
  /// the new head's sequence, or fails with [StaleOwnerException] or [UnconfirmedAppendException].
  public CompletableFuture<Long> writeHead(int partition, byte[] head, long expectedLast) {
    return writer.storeFenced(Subjects.snapshotHead(partition), head, expectedLast);
  }

  /// Forgets a blob.
  public CompletableFuture<Void> purge(int partition, String blob) {
    return api.purge(Streams.SNAPSHOTS, Subjects.snapshotBlob(partition, blob)).thenAccept(_ -> {});
  }

  /// The names of all blobs of the partition, in no order.
  public CompletableFuture<List<String>> list(int partition) {
    String prefix = Subjects.snapshotBlob(partition, "");
    return api.subjects(Streams.SNAPSHOTS, prefix + "*")
        .thenApply(
            subjects ->
                subjects.stream()
                    .map(subject -> subject.substring(prefix.length()))
                    .filter(name -> !name.equals(HEAD))
                    .toList());
  }
}
