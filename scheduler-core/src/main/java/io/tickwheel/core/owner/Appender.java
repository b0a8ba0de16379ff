package io.tickwheel.core.owner;

import io.tickwheel.core.owner.PartitionStore.AppendResult;
import io.tickwheel.core.owner.PartitionStore.Tail;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// One fenced append at a time, and what to do when its acknowledgement is lost: the log's tail
/// tells.  The tail is our record: it was written. The tail is what we expected: it was not (or not
/// yet), so write it again; should both copies arrive, the fence admits one. Anything else: another
/// owner wrote. Records are compared byte by byte: epoch and number, or owner and time, make each
/// one unique.
final class Appender {
  private final PartitionStore store;
  private final Runnable fenced;
  private long last;
  private boolean inFlight;

  Appender(PartitionStore store, long last, Runnable fenced) {
    this.store = store;
    this.last = last;
    this.fenced = fenced;
  }

  boolean isIdle() {
    return !inFlight;
  }

  /// Sequence of the newest record that is ours.
  long last() {
    return last;
  }

  /// `appended` is told the record's sequence; never, when the fence refuses it.
  void append(byte[] record, LongConsumer appended) {
    if (inFlight) {
      throw new IllegalStateException("one append at a time");
    }
    inFlight = true;
    send(record, appended);
  }

  private void send(byte[] record, LongConsumer appended) {
    store.append(
        record,
        last,
        result -> {
          switch (result) {
            case AppendResult.Appended(long sequence) -> done(sequence, appended);
            case AppendResult.Stale() -> resolve(record, appended);
            case AppendResult.Unconfirmed() -> resolve(record, appended);
          }
        });
  }

  private void resolve(byte[] record, LongConsumer appended) {
    store.tail(
        tail -> {
          switch (tail) {
            case Tail.Unavailable() -> resolve(record, appended);
            case Tail.Empty() -> fenced.run();
            case Tail.Found(long sequence, byte[] bytes) -> {
              if (sequence > last && Arrays.equals(bytes, record)) {
                done(sequence, appended);
              } else if (sequence == last) {
                send(record, appended);
              } else {
                fenced.run();
              }
            }
          }
        });
  }

  private void done(long sequence, LongConsumer appended) {
    last = sequence;
    inFlight = false;
    appended.accept(sequence);
  }
}
