package io.tickwheel.model;

/// Preconditions of values: a broken one is a bug or bad input, and throws at once.
public final class Require {
  private Require() {}

  public static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }
}
