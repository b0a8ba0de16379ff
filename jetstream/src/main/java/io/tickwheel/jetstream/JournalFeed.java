package io.tickwheel.jetstream;

import io.tickwheel.wire.Streams;
import io.tickwheel.wire.Subjects;
import java.util.concurrent.CompletableFuture;

/// The journals of all partitions in the order in which they were stored: what projections read.
/// The reader keeps its position together with what it made of the records, so each counts once.
public final class JournalFeed implements AutoCloseable {
  /// Frames fetched ahead of a slow handler.
  private static final int READ_CREDIT = 128;

  private final Reading reading;

  /// Takes one record at a time, from one thread. Blocking it is the back-pressure; a record whose
  /// handling throws comes again a second later.
  @FunctionalInterface
  public interface Handler {
    /// `pending`: how many records lie behind this one; 0 means the feed has caught up.
    void accept(long sequence, int partition, long storedAtMillis, byte[] record, long pending)
        throws InterruptedException;
  }

  private JournalFeed(Reading reading) {
    this.reading = reading;
  }

  /// Reads from `fromSequence` on, until closed. 0 and 1 both mean the beginning.
  public static JournalFeed open(NatsLink link, long fromSequence, Handler handler) {
    return new JournalFeed(
        new OrderedReader(
            link,
            Streams.JOURNAL,
            Subjects.JOURNAL_ALL,
            fromSequence,
            READ_CREDIT,
            (message, delivery) ->
                handler.accept(
                    delivery.streamSequence(),
                    Subjects.partition(message.getSubject()),
                    delivery.storedAtMillis(),
                    message.getData(),
                    delivery.pending())));
  }

  /// The newest sequence of the stream. A reader whose own position is beyond it has outlived the
  /// stream's content, by a wiped store or a power cut without fsync, and should start over.
  public static CompletableFuture<Long> lastSequence(NatsLink link) {
    return new StreamApi(link.controlLine()).lastSequence(Streams.JOURNAL);
  }

  @Override
  public void close() {
    reading.close();
  }
}
