package io.tickwheel.core.sim;

import io.tickwheel.core.owner.PartitionStore;
import io.tickwheel.wire.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One partition's streams as a simulated host sees them.
final class SimStore implements PartitionStore {
  private final SimBroker broker;
  private final Network network;
  private final Host host;
  private final int partition;
  private final Runnable afterwards;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private boolean closed;

  /// `afterwards` runs after each callback: the loop gets a turn.
  SimStore(SimBroker broker, Network network, Host host, int partition, Runnable afterwards) {
    this.broker = broker;
    this.network = network;
    this.host = host;
    this.partition = partition;
    this.afterwards = afterwards;
  }

  @Override
  public void tail(Consumer<Tail> then) {
    call(
        () -> broker.journal.last(Subjects.journal(partition)),
        found ->
            then.accept(
                found.isEmpty()
                    ? new Tail.Empty()
                    : new Tail.Found(found.get().sequence(), found.get().bytes())),
        () -> then.accept(new Tail.Unavailable()));
  }

  @Override
  public void append(byte[] record, long expectedLast, Consumer<AppendResult> then) {
    call(
        () -> broker.appendJournal(partition, record, expectedLast),
        sequence -> then.accept(result(sequence)),
        () -> then.accept(new AppendResult.Unconfirmed()));
  }

  @Override
  public void readLog(long from, LogReader reader) {
    subscriptions.add(
        new Subscription(
            broker,
            broker.journal,
            Subjects.journal(partition),
            from,
            host,
            network,
            (sequence, bytes) -> {
              if (closed) {
                return false;
              }
              boolean more = reader.read(sequence, bytes);
              afterwards.run();
              return more;
            }));
  }

  @Override
  public void openCommands(long from, CommandIntake intake) {
    subscriptions.add(
        new Subscription(
            broker,
            broker.commands,
            Subjects.commands(partition),
            from,
            host,
            network,
            (sequence, bytes) -> {
              if (closed) {
                return false;
              }
              intake.take(sequence, bytes, () -> {});
              afterwards.run();
              return true;
            }));
  }

  @Override
  public void readHead(Consumer<Optional<Stored>> then) {
    call(
        () -> broker.head(partition),
        found -> then.accept(found.map(e -> new Stored(e.sequence(), e.bytes()))),
        () -> readHead(then));
  }

  @Override
  public void writeHead(byte[] head, long expectedLast, Consumer<AppendResult> then) {
    call(
        () -> broker.writeHead(partition, head, expectedLast),
        sequence -> then.accept(result(sequence)),
        () -> then.accept(new AppendResult.Unconfirmed()));
  }

  @Override
  public void readBlob(String name, Consumer<Optional<byte[]>> then) {
    call(
        () -> broker.snapshots.last(Subjects.snapshotBlob(partition, name)),
        found -> then.accept(found.map(SimLog.Entry::bytes)),
        () -> readBlob(name, then));
  }

  @Override
  public void writeBlob(String name, byte[] blob, Consumer<Boolean> then) {
    call(
        () -> broker.snapshots.append(Subjects.snapshotBlob(partition, name), blob),
        sequence -> then.accept(true),
        () -> then.accept(false));
  }

  @Override
  public void listBlobs(Consumer<List<String>> then) {
    call(() -> broker.blobs(partition), then, () -> listBlobs(then));
  }

  @Override
  public void purgeBlobs(List<String> names) {
    for (String name : names) {
      tell(() -> broker.snapshots.purge(Subjects.snapshotBlob(partition, name), Long.MAX_VALUE));
    }
  }

  @Override
  public void trimLog(long upTo) {
    tell(
        () -> {
          long newest =
              broker
                  .journal
                  .last(Subjects.journal(partition))
                  .map(SimLog.Entry::sequence)
                  .orElse(0L);
          broker.journal.purge(Subjects.journal(partition), Math.min(upTo, newest - 1));
        });
  }

  @Override
  public void trimCommands(long upTo) {
    tell(() -> broker.commands.purge(Subjects.commands(partition), upTo));
  }

  @Override
  public void close() {
    closed = true;
    subscriptions.forEach(Subscription::close);
  }

  private void tell(Runnable atBroker) {
    call(
        () -> {
          atBroker.run();
          return true;
        },
        done -> {},
        () -> {});
  }

  private <T> void call(Supplier<T> atBroker, Consumer<T> answered, Runnable timedOut) {
    network.call(
        host,
        atBroker,
        answer -> whileOpen(() -> answered.accept(answer)),
        () -> whileOpen(timedOut));
  }

  private void whileOpen(Runnable callback) {
    if (!closed) {
      callback.run();
      afterwards.run();
    }
  }

  private static AppendResult result(OptionalLong sequence) {
    return sequence.isPresent()
        ? new AppendResult.Appended(sequence.getAsLong())
        : new AppendResult.Stale();
  }
}
