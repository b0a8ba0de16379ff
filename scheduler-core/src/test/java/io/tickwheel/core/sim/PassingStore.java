package io.tickwheel.core.sim;

import io.tickwheel.core.owner.PartitionStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Passes everything on; a planted bug overrides what it spoils.
class PassingStore implements PartitionStore {
  final PartitionStore honest;

  PassingStore(PartitionStore honest) {
    this.honest = honest;
  }

  @Override
  public void tail(Consumer<Tail> then) {
    honest.tail(then);
  }

  @Override
  public void append(byte[] record, long expectedLast, Consumer<AppendResult> then) {
    honest.append(record, expectedLast, then);
  }

  @Override
  public void readLog(long from, LogReader reader) {
    honest.readLog(from, reader);
  }

  @Override
  public void openCommands(long from, CommandIntake intake) {
    honest.openCommands(from, intake);
  }

  @Override
  public void readHead(Consumer<Optional<Stored>> then) {
    honest.readHead(then);
  }

  @Override
  public void writeHead(byte[] head, long expectedLast, Consumer<AppendResult> then) {
    honest.writeHead(head, expectedLast, then);
  }

  @Override
  public void readBlob(String name, Consumer<Optional<byte[]>> then) {
    honest.readBlob(name, then);
  }

  @Override
  public void writeBlob(String name, byte[] blob, Consumer<Boolean> then) {
    honest.writeBlob(name, blob, then);
  }

  @Override
  public void listBlobs(Consumer<List<String>> then) {
    honest.listBlobs(then);
  }

  @Override
  public void purgeBlobs(List<String> names) {
    honest.purgeBlobs(names);
  }

  @Override
  public void trimLog(long upTo) {
    honest.trimLog(upTo);
  }

  @Override
  public void trimCommands(long upTo) {
    honest.trimCommands(upTo);
  }

  @Override
  public void close() {
    honest.close();
  }
}
