package io.tickwheel.bench.wheel;

/// A wheel that can be measured: it holds timers under numbers that the trial chooses, and starts
/// at time zero.
interface Contestant {
  /// When it starts: a time of these years, for wheels that are told.
  long START_MILLIS = 1_800_000_000_000L;

  void schedule(int number, int delayMillis);

  void cancel(int number);

  /// Does what scheduling and cancelling have left to do to the thread that owns the wheel.
  default void settle() {}

  /// Moves the wheel's time one millisecond on; returns how many timers fired.
  int tick();

  /// What the contestant, not the wheel, needs to find each timer by its number.
  int bookBytes();
}
