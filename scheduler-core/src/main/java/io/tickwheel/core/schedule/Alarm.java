package io.tickwheel.core.schedule;

/// Where a schedule's next time is set, to be told when it has come.
public interface Alarm {
  /// Returns the timer, to withdraw it.
  int set(long deadlineMillis, int slot);

  void withdraw(int timer);
}
