package io.tickwheel.wire;

/// The bytes are not a message of the expected kind: damaged, foreign, or from a version that this
/// one cannot read. The message says which kind was expected and what is wrong.
public final class BadWireException extends RuntimeException {
  BadWireException(String kind, Exception cause) {
    super("not a " + kind + ": " + cause.getMessage(), cause);
  }
}
