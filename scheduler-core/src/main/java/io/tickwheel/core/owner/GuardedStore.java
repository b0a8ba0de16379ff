package io.tickwheel.core.owner;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A store whose callbacks may fail: `broke` is told, once, and lets the partition go. Without it
/// an owner that failed half-way would wait for ever, holding what nobody else may take.
final class GuardedStore implements PartitionStore {
  private final PartitionStore store;
  private final Consumer<RuntimeException> broke;

  GuardedStore(PartitionStore store, Consumer<RuntimeException> broke) {
    this.store = store;
    this.broke = broke;
  }

  @Override
  public void tail(Consumer<Tail> then) {
    store.tail(guarded(then));
  }

  @Override
  public void append(byte[] record, long expectedLast, Consumer<AppendResult> then) {
    store.append(record, expectedLast, guarded(then));
  }

  @Override
  public void readLog(long from, LogReader reader) {
    store.readLog(
        from,
        (sequence, record) -> {
          try {
            return reader.read(sequence, record);
          } catch (RuntimeException e) {
            broke.accept(e);
            return false;
          }
        });
  }

  @Override
  public void openCommands(long from, CommandIntake intake) {
    store.openCommands(
        from,
        (sequence, frame, decided) ->
            guarded((byte[] bytes) -> intake.take(sequence, bytes, decided)).accept(frame));
  }

  @Override
  public void readHead(Consumer<Optional<Stored>> then) {
    store.readHead(guarded(then));
  }

  @Override
  public void writeHead(byte[] head, long expectedLast, Consumer<AppendResult> then) {
    store.writeHead(head, expectedLast, guarded(then));
  }

  @Override
  public void readBlob(String name, Consumer<Optional<byte[]>> then) {
    store.readBlob(name, guarded(then));
  }

  @Override
  public void writeBlob(String name, byte[] blob, Consumer<Boolean> then) {
    store.writeBlob(name, blob, guarded(then));
  }

  @Override
  public void listBlobs(Consumer<List<String>> then) {
    store.listBlobs(guarded(then));
  }

  @Override
  public void purgeBlobs(List<String> names) {
    store.purgeBlobs(names);
  }

  @Override
  public void trimLog(long upTo) {
    store.trimLog(upTo);
  }

  @Override
  public void trimCommands(long upTo) {
    store.trimCommands(upTo);
  }

  @Override
  public void close() {
    store.close();
  }

  private <T> Consumer<T> guarded(Consumer<T> then) {
    return found -> {
      try {
        then.accept(found);
      } catch (RuntimeException e) {
        broke.accept(e);
      }
    };
  }
}
