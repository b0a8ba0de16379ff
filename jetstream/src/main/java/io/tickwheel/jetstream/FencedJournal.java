package io.tickwheel.jetstream;

import io.tickwheel.wire.Streams;
import io.tickwheel.wire.Subjects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The journals of all partitions. Each partition's is appended to by one owner at a time: an
/// append names the sequence it takes for the newest, and the server refuses it when that is not
/// so.
///
/// The caller keeps one append per partition under way. Nothing is repeated in here.
public final class FencedJournal {
  /// Frames fetched ahead of a slow handler: a few MB at most.
  private static final int READ_CREDIT = 64;

  private final NatsLink link;
  private final StreamWriter writer;
  private final StreamApi api;

  public FencedJournal(NatsLink link) {
    this.link = link;
    writer = new StreamWriter(link.publishingLine());
    api = new StreamApi(link.controlLine());
  }

  /// Appends if the partition's newest record is `expectedLast` (0: it has none). The future is the
  /// record's sequence, or fails with [StaleOwnerException] or [UnconfirmedAppendException].
  public CompletableFuture<Long> append(int partition, byte[] record, long expectedLast) {
    return writer.storeFenced(Subjects.journal(partition), record, expectedLast);
  }

  /// The partition's newest record, as the stream's leader has it; empty when there never was one.
  /// Fails with [NoAnswerException] or [ApiRefusedException].
  public CompletableFuture<Optional<StoredRecord>> tail(int partition) {
    return api.last(Streams.JOURNAL, Subjects.journal(partition));
  }

  /// Reads the partition from a sequence on, what is appended later included.
  public Reading read(int partition, long fromSequence, RecordHandler handler) {
    return new OrderedReader(
        link,
        Streams.JOURNAL,
        Subjects.journal(partition),
        fromSequence,
        READ_CREDIT,
        (message, delivery) -> handler.accept(delivery.streamSequence(), message.getData()));
  }

  /// Forgets the partition's records up to and including `upTo`, but never its newest: that one
  /// holds the fence.
  public CompletableFuture<Void> trim(int partition, long upTo) {
    return tail(partition)
        .thenCompose(
            newest ->
                newest.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : trimBefore(partition, Math.min(upTo + 1, newest.get().sequence())));
  }

  private CompletableFuture<Void> trimBefore(int partition, long before) {
    return api.purge(Streams.JOURNAL, Subjects.journal(partition), before).thenAccept(_ -> {});
  }
}
