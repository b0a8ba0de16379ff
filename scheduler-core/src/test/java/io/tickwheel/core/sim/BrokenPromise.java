package io.tickwheel.core.sim;

/// An invariant does not hold; the message begins with its number in the design.
final class BrokenPromise extends AssertionError {
  private static final long serialVersionUID = 1;

  BrokenPromise(String message) {
    super(message);
  }
}
