package io.tickwheel.jetstream;

/// NATS is not there, or does not allow what Tickwheel needs. The message says which.
public final class TopologyException extends RuntimeException {
  TopologyException(String message) {
    super(message);
  }

  TopologyException(String message, Exception cause) {
    super(message, cause);
  }
}
