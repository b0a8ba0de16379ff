package io.tickwheel.scheduler.owner;

import io.tickwheel.core.owner.PartitionStore;
import io.tickwheel.jetstream.CommandLog;
import io.tickwheel.jetstream.FencedJournal;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.jetstream.SnapshotStore;
import io.tickwheel.jetstream.StaleOwnerException;
import io.tickwheel.jetstream.StoredRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One partition's streams. Completions are carried to the loop's thread. Reads that fail are
/// repeated until they succeed or the store is closed; writes that fail are reported after a pause.
final class NatsPartitionStore implements PartitionStore {
  private static final Logger LOG = Logger.getLogger(NatsPartitionStore.class);

  /// Pause before something that failed is tried again.
  private static final long AGAIN_MILLIS = 100;

  /// Messages delivered and not yet worked off: read ahead, but bounded.
  private static final int AHEAD = 128;

  private final int partition;
  private final Streams streams;
  private final Executor loop;
  private final Supplier<Reading> questions;
  private final List<Reading> readings = new ArrayList<>();
  private volatile boolean closed;

  /// The doors to NATS that all partitions share.
  record Streams(
      FencedJournal journal,
      CommandLog commands,
      SnapshotStore snapshots,
      UnconfirmedWrites unconfirmed) {}

  /// `questions` starts serving queries about this partition.
  NatsPartitionStore(int partition, Streams streams, Executor loop, Supplier<Reading> questions) {
    this.partition = partition;
    this.streams = streams;
    this.loop = loop;
    this.questions = questions;
  }

  @Override
  public void tail(Consumer<Tail> then) {
    var _ =
        streams
            .journal()
            .tail(partition)
            .whenComplete(
                (found, failure) -> {
                  if (failure != null) {
                    later(() -> then.accept(new Tail.Unavailable()));
                  } else {
                    onLoop(() -> then.accept(tail(found)));
                  }
                });
  }

  @Override
  public void append(byte[] record, long expectedLast, Consumer<AppendResult> then) {
    report(streams.journal().append(partition, record, expectedLast), then);
  }

  @Override
  public void readLog(long from, LogReader reader) {
    Semaphore ahead = new Semaphore(AHEAD);
    Reading[] own = new Reading[1];
    own[0] =
        streams
            .journal()
            .read(
                partition,
                from,
                (sequence, record) -> {
                  ahead.acquire();
                  onLoop(
                      () -> {
                        ahead.release();
                        Reading reading = own[0];
                        if (readings.contains(reading) && !reader.read(sequence, record)) {
                          readings.remove(reading);
                          reading.close();
                        }
                      });
                });
    readings.add(own[0]);
  }

  @Override
  public void openCommands(long from, CommandIntake intake) {
    Semaphore ahead = new Semaphore(AHEAD);
    readings.add(
        streams
            .commands()
            .read(
                partition,
                from,
                (sequence, frame) -> {
                  ahead.acquire();
                  onLoop(() -> intake.take(sequence, frame, ahead::release));
                }));
    readings.add(questions.get());
  }

  @Override
  public void readHead(Consumer<Optional<Stored>> then) {
    untilRead(
        () -> streams.snapshots().readHead(partition),
        found -> then.accept(found.map(NatsPartitionStore::stored)));
  }

  @Override
  public void writeHead(byte[] head, long expectedLast, Consumer<AppendResult> then) {
    report(streams.snapshots().writeHead(partition, head, expectedLast), then);
  }

  @Override
  public void readBlob(String name, Consumer<Optional<byte[]>> then) {
    untilRead(() -> streams.snapshots().readBlob(partition, name), then);
  }

  @Override
  public void writeBlob(String name, byte[] blob, Consumer<Boolean> then) {
    var _ =
        streams
            .snapshots()
            .putBlob(partition, name, blob)
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    onLoop(() -> confirmed(() -> then.accept(true)));
                  } else {
                    unconfirmed(failure, () -> then.accept(false));
                  }
                });
  }

  @Override
  public void listBlobs(Consumer<List<String>> then) {
    untilRead(() -> streams.snapshots().list(partition), then);
  }

  @Override
  public void purgeBlobs(List<String> names) {
    purgeNext(new ArrayDeque<>(names));
  }

  @Override
  public void trimLog(long upTo) {
    if (upTo > 0) {
      settle(streams.journal().trim(partition, upTo), "trim of the journal");
    }
  }

  @Override
  public void trimCommands(long upTo) {
    if (upTo > 0) {
      settle(streams.commands().trim(partition, upTo), "trim of the commands");
    }
  }

  @Override
  public void close() {
    closed = true;
    streams.unconfirmed().over(partition);
    readings.forEach(Reading::close);
    readings.clear();
  }

  private void report(CompletableFuture<Long> write, Consumer<AppendResult> then) {
    var _ =
        write.whenComplete(
            (sequence, failure) -> {
              if (failure == null) {
                onLoop(() -> confirmed(() -> then.accept(new AppendResult.Appended(sequence))));
              } else if (cause(failure) instanceof StaleOwnerException) {
                onLoop(() -> then.accept(new AppendResult.Stale()));
              } else {
                unconfirmed(failure, () -> then.accept(new AppendResult.Unconfirmed()));
              }
            });
  }

  private void confirmed(Runnable then) {
    streams.unconfirmed().over(partition);
    then.run();
  }

  /// The caller repeats it at once; a broker that refuses is to be left in peace for a moment.
  private void unconfirmed(Throwable failure, Runnable then) {
    onLoop(() -> streams.unconfirmed().unconfirmed(partition, sentence(failure)));
    later(then);
  }

  /// One after the other: nothing is in a hurry, and a sweep leaves hundreds.
  private void purgeNext(Queue<String> names) {
    String name = names.poll();
    if (name != null && !closed) {
      CompletableFuture<Void> purge = streams.snapshots().purge(partition, name);
      settle(purge, "purge of a blob");
      var _ = purge.whenComplete((done, failure) -> purgeNext(names));
    }
  }

  private <T> void untilRead(Supplier<CompletableFuture<T>> read, Consumer<T> then) {
    var _ =
        read.get()
            .whenComplete(
                (found, failure) -> {
                  if (failure == null) {
                    onLoop(() -> then.accept(found));
                  } else {
                    later(() -> untilRead(read, then));
                  }
                });
  }

  private void settle(CompletableFuture<Void> duty, String what) {
    var _ =
        duty.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.debugf(
                    "partition %d: %s did not succeed and is done by the next sweep: %s",
                    partition, what, failure);
              }
            });
  }

  private void onLoop(Runnable task) {
    loop.execute(
        () -> {
          if (!closed) {
            task.run();
          }
        });
  }

  private void later(Runnable task) {
    CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS, loop)
        .execute(
            () -> {
              if (!closed) {
                task.run();
              }
            });
  }

  private static Tail tail(Optional<StoredRecord> found) {
    return found.isEmpty()
        ? new Tail.Empty()
        : new Tail.Found(found.get().sequence(), found.get().bytes());
  }

  private static Stored stored(StoredRecord record) {
    return new Stored(record.sequence(), record.bytes());
  }

  private static String sentence(Throwable failure) {
    Throwable cause = cause(failure);
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  private static @Nullable Throwable cause(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }
}
