package io.tickwheel.worker;

import io.tickwheel.model.AttemptId;

/// What an attempt may know and say while it runs. Thread-safe.
public interface AttemptContext {
  AttemptId id();

  /// Unix milliseconds at which the attempt is over its time.
  long deadlineMillis();

  Cancellation cancellation();

  /// A line for people, to the worker's [AttemptSink].
  void log(String line);

  /// How far the attempt is, 0.0 to 1.0, to the worker's [AttemptSink].
  void progress(double fraction);
}
