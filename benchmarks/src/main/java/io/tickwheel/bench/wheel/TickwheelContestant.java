package io.tickwheel.bench.wheel;

import io.tickwheel.core.wheel.TimingWheel;

final class TickwheelContestant implements Contestant {
  private static final TimingWheel.Expiry NOTHING = (handle, deadlineMillis) -> {};

  private final int[] timers;
  private final TimingWheel wheel = new TimingWheel(START_MILLIS);
  private long now = START_MILLIS;

  TickwheelContestant(int capacity) {
    timers = new int[capacity];
  }

  @Override
  public void schedule(int number, int delayMillis) {
    timers[number] = wheel.schedule(now + delayMillis, number);
  }

  @Override
  public void cancel(int number) {
    wheel.cancel(timers[number]);
  }

  @Override
  public int bookBytes() {
    return Integer.BYTES;
  }

  @Override
  public int tick() {
    return wheel.advance(++now, Integer.MAX_VALUE, NOTHING);
  }
}
