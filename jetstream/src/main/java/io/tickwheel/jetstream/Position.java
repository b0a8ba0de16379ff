package io.tickwheel.jetstream;

import io.tickwheel.wire.Streams;
import java.time.Instant;

/// What a reader wants next.
///
/// Normally that is a sequence. But a stream may begin to number again: one in memory does when its
/// server is restarted, one in files when a power cut took what was not yet on disk. A reader that
/// waited for its old sequence would pass over everything until then, so it goes by the time of the
/// last record it took.
sealed interface Position {
  /// Whether the record is the wanted one or comes after it.
  boolean isAt(Delivery delivery);

  Position after(Delivery delivery);

  /// Whether the record shows that the stream has begun to number again.
  boolean isContradictedBy(Delivery delivery);

  /// The position in a stream that has begun to number again.
  Position byTime();

  /// The start in the words of a consumer's configuration.
  String json();

  static Position start(Streams.Stream stream, long from) {
    return stream.storage() == Streams.Storage.MEMORY
        ? new AfterTime(0, true)
        : new At(Math.max(from, 1), 0);
  }

  /// `lastNanos`: when the record before was stored, 0 when it was not seen. If it was, reading
  /// starts with it once more, to see that it is still the same one.
  record At(long sequence, long lastNanos) implements Position {
    @Override
    public boolean isAt(Delivery delivery) {
      return delivery.streamSequence() >= sequence;
    }

    @Override
    public Position after(Delivery delivery) {
      return new At(delivery.streamSequence() + 1, delivery.storedAtNanos());
    }

    @Override
    public boolean isContradictedBy(Delivery delivery) {
      return lastNanos != 0
          && delivery.streamSequence() == sequence - 1
          && delivery.storedAtNanos() != lastNanos;
    }

    @Override
    public Position byTime() {
      return new AfterTime(lastNanos, false);
    }

    @Override
    public String json() {
      return "\"deliver_policy\":\"by_start_sequence\",\"opt_start_seq\":"
          + (lastNanos == 0 ? sequence : sequence - 1);
    }
  }

  /// `always`: sequences of this stream mean nothing beyond one life of its server.
  record AfterTime(long nanos, boolean always) implements Position {
    private static final long NANOS = 1_000_000_000;

    @Override
    public boolean isAt(Delivery delivery) {
      return delivery.storedAtNanos() > nanos;
    }

    @Override
    public Position after(Delivery delivery) {
      return always
          ? new AfterTime(delivery.storedAtNanos(), true)
          : new At(delivery.streamSequence() + 1, delivery.storedAtNanos());
    }

    @Override
    public boolean isContradictedBy(Delivery delivery) {
      return false;
    }

    @Override
    public Position byTime() {
      return this;
    }

    @Override
    public String json() {
      return nanos == 0
          ? "\"deliver_policy\":\"all\""
          : "\"deliver_policy\":\"by_start_time\",\"opt_start_time\":\""
              + Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS)
              + "\"";
    }
  }
}
