package io.tickwheel.jetstream;

/// More commands wait for acknowledgement than a lane holds. Nothing was sent; try later.
public final class LaneFullException extends RuntimeException {
  LaneFullException(int partition) {
    super("too many commands wait for partition " + partition);
  }
}
