package io.tickwheel.core.owner;

import org.jspecify.annotations.Nullable;

/// Whether our clock may be fired by. Now and then the broker tells its time; between two tellings
// a
/// steady clock, which nobody sets, says how much time has passed. So a clock that is set is
// noticed
/// with the very next reading, and one that is set right again is trusted at once. Before the first
/// telling nothing is known and nothing is trusted.
///
/// A trusted clock is wrong by at most one and a half times the tolerance. Not thread-safe.
final class ClockWatch {
  private final long toleranceMillis;
  private @Nullable BrokerTime told;
  private ClockState state = ClockState.UNMEASURED;
  private long aheadMillis;

  ClockWatch(long toleranceMillis) {
    this.toleranceMillis = toleranceMillis;
  }

  /// What is too uncertain to decide by is passed over.
  void told(BrokerTime time) {
    if (time.uncertaintyMillis() * 2 <= toleranceMillis) {
      told = time;
    }
  }

  /// Both clocks were read at the same moment.
  void at(long nowMillis, long steadyMillis) {
    BrokerTime last = told;
    if (last != null) {
      long expected = last.brokerMillis() + (steadyMillis - last.steadyMillis());
      aheadMillis = nowMillis - expected;
      state = Math.abs(aheadMillis) <= toleranceMillis ? ClockState.TRUSTED : ClockState.OFF;
    }
  }

  ClockState state() {
    return state;
  }

  /// By how much our clock is ahead of the broker's, as of the last reading.
  long aheadMillis() {
    return aheadMillis;
  }
}
