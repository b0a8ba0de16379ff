package io.tickwheel.bench;

/// Takes what benchmarks find out, and shows it when closed or before.
public interface Report extends AutoCloseable {
  void figure(Figure figure);

  /// Says something about the figures to a person: how they were measured, on what.
  void note(String sentence);

  @Override
  void close();
}
