package io.tickwheel.bench;

/// A named set of figures that are measured together.
public interface Benchmark {
  /// What it is called on the command line.
  String name();

  void run(Report report) throws Exception;
}
