package io.tickwheel.jetstream;

import io.tickwheel.wire.Streams;
import java.time.Instant;

/// What a reader wants next.
///
/// A stream in memory starts over with its numbers when the server does, so there the time at which
/// a record was stored says whether it is new.
sealed interface Position {
  boolean isAt(Delivery delivery);

  Position after(Delivery delivery);

  /// The start in the words of a consumer's configuration.
  String json();

  static Position start(Streams.Stream stream, long from) {
    return stream.storage() == Streams.Storage.MEMORY
        ? new AfterTime(0)
        : new At(Math.max(from, 1));
  }

  record At(long sequence) implements Position {
    @Override
    public boolean isAt(Delivery delivery) {
      return delivery.streamSequence() >= sequence;
    }

    @Override
    public Position after(Delivery delivery) {
      return new At(delivery.streamSequence() + 1);
    }

    @Override
    public String json() {
      return "\"deliver_policy\":\"by_start_sequence\",\"opt_start_seq\":" + sequence;
    }
  }

  record AfterTime(long nanos) implements Position {
    private static final long NANOS = 1_000_000_000;

    @Override
    public boolean isAt(Delivery delivery) {
      return delivery.storedAtNanos() > nanos;
    }

    @Override
    public Position after(Delivery delivery) {
      return new AfterTime(delivery.storedAtNanos());
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
