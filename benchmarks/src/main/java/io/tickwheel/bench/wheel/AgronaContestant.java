package io.tickwheel.bench.wheel;

import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;

/// With ticks of a millisecond and 65,536 spokes, so that an hour goes round 55 times.
final class AgronaContestant implements Contestant {
  private static final int SPOKES = 1 << 16;
  private static final DeadlineTimerWheel.TimerHandler NOTHING = (unit, now, timer) -> true;

  private final long[] timers;
  private final DeadlineTimerWheel wheel =
      new DeadlineTimerWheel(TimeUnit.MILLISECONDS, START_MILLIS, 1, SPOKES);
  private long now = START_MILLIS;

  AgronaContestant(int capacity) {
    timers = new long[capacity];
  }

  @Override
  public void schedule(int number, int delayMillis) {
    timers[number] = wheel.scheduleTimer(now + delayMillis);
  }

  @Override
  public void cancel(int number) {
    wheel.cancelTimer(timers[number]);
  }

  @Override
  public int bookBytes() {
    return Long.BYTES;
  }

  @Override
  public int tick() {
    return wheel.poll(++now, NOTHING, Integer.MAX_VALUE);
  }
}
