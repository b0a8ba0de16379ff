package io.tickwheel.scheduler.owner;

import io.tickwheel.core.owner.BrokerTime;
import io.tickwheel.core.owner.ClockState;
import io.tickwheel.core.owner.OwnerLoop;
import io.tickwheel.jetstream.BrokerClock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks the broker for its time and tells the loop; says when our clock is off and when it is right
/// again. Lives on the loop's thread.
final class ClockCheck {
  private static final Logger LOG = Logger.getLogger("io.tickwheel.owner");

  private final BrokerClock broker;
  private final Duration tolerance;
  private final OwnerLoop loop;
  private final Executor onLoop;
  private ClockState said = ClockState.UNMEASURED;
  private boolean asking;
  private boolean complained;
  private boolean doubted;

  ClockCheck(BrokerClock broker, Duration tolerance, OwnerLoop loop, Executor onLoop) {
    this.broker = broker;
    this.tolerance = tolerance;
    this.loop = loop;
    this.onLoop = onLoop;
  }

  /// With each heartbeat. Asks until there is a first answer, and again before it calls the clock
  /// wrong: the steady clock stands still while the machine is suspended.
  void heed() {
    ClockState now = loop.clock();
    boolean inDoubt = now == ClockState.UNMEASURED || (now == ClockState.OFF && !doubted);
    doubted = now == ClockState.OFF;
    if (inDoubt) {
      ask();
    } else if (now != said) {
      say(now);
    }
  }

  /// One question at a time.
  void ask() {
    if (!asking) {
      asking = true;
      var _ =
          broker
              .ask()
              .whenComplete((told, failure) -> onLoop.execute(() -> answered(told, failure)));
    }
  }

  private void answered(BrokerClock.@Nullable Told told, @Nullable Throwable failure) {
    asking = false;
    if (told != null) {
      loop.hear(
          new BrokerTime(
              told.broker().toEpochMilli(),
              Steady.millis(told.steadyNanos()),
              told.uncertainty().toMillis() + 1));
    } else if (loop.clock() == ClockState.UNMEASURED && !complained) {
      complained = true;
      LOG.warnf(
          "the broker does not tell its time; no partition is claimed until it does: %s", failure);
    }
  }

  private void say(ClockState now) {
    if (now == ClockState.OFF) {
      LOG.errorf(
          "the clock differs from the broker's by %d ms, more than the tolerance of %d ms: no task"
              + " fires here until it is set right (tickwheel.scheduler.clock-tolerance)",
          loop.clockAheadMillis(), tolerance.toMillis());
    } else if (said == ClockState.OFF) {
      LOG.info("the clock agrees with the broker's again; tasks fire");
    }
    said = now;
  }
}
