package io.tickwheel.jetstream;

/// A reading that goes on, across lost connections and restarted servers, until it is closed.
public interface Reading extends AutoCloseable {
  /// No call of the handler starts after this; one that is under way is interrupted. May be called
  /// by the handler itself.
  @Override
  void close();
}
