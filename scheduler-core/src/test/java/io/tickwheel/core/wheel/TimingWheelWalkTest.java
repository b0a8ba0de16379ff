package io.tickwheel.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Walks at random and compares the wheel with a sorted set after every step.
final class TimingWheelWalkTest {
  private static final int WALKS = 40;
  private static final int STEPS = 1_000;

  /// How far away deadlines and steps of time are, in bits of their distance.
  enum Reach {
    TICKS(4),
    SECONDS(13),
    HOURS(24),
    YEARS(40),
    ALL(62);

    final int bits;

    Reach(int bits) {
      this.bits = bits;
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithASortedSetAtEveryStep(Reach reach) {
    for (long seed = 0; seed < WALKS; seed++) {
      try {
        var walk = new Walk(seed, reach);
        for (int step = 0; step < STEPS; step++) {
          walk.step();
        }
        walk.drain();
      } catch (AssertionError | RuntimeException e) {
        fail("reach %s, seed %d".formatted(reach, seed), e);
      }
    }
  }

  @Test
  void theSameWalkFiresInTheSameOrder() {
    var walks = List.of(new Walk(7, Reach.SECONDS), new Walk(7, Reach.SECONDS));
    for (var walk : walks) {
      for (int step = 0; step < STEPS; step++) {
        walk.step();
      }
      walk.drain();
    }
    assertThat(walks.getFirst().fired).isNotEmpty().isEqualTo(walks.getLast().fired);
  }

  /// A timer as the oracle knows it; `due` is its deadline or, if that had passed, when it was
  /// scheduled.
  private record Timer(int index, int handle, long deadline, long due) {}

  private static final class Walk {
    private final SplittableRandom random;
    private final Reach reach;
    private final TimingWheel wheel;
    private final List<Timer> pending = new ArrayList<>();
    private final Map<Integer, Integer> pendingAt = new HashMap<>();
    private final TreeSet<Timer> byDue =
        new TreeSet<>(Comparator.comparingLong(Timer::due).thenComparingInt(Timer::handle));
    private final List<Integer> fired = new ArrayList<>();
    private int handles;
    private long clock;
    private long latestFired;

    Walk(long seed, Reach reach) {
      random = new SplittableRandom(seed);
      this.reach = reach;
      clock = 0;
      wheel = new TimingWheel(clock);
    }

    void step() {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> schedule();
        case 3 -> repeat(40, this::schedule);
        case 4 -> repeat(400, this::cancel);
        case 5 -> repeat(4, () -> repeat(100, this::schedule));
        default -> advance(clock + distance(), 1 + random.nextInt(50));
      }
      check();
    }

    /// Follows `nextDeadline` alone, as an idle loop does, until nothing is left.
    void drain() {
      int steps = 0;
      while (!pending.isEmpty()) {
        long next = wheel.nextDeadline();
        assertThat(next).isGreaterThanOrEqualTo(wheel.nowMillis());
        advance(Math.max(clock, next), 1000);
        check();
        assertThat(++steps).as("steps to drain").isLessThan(200_000);
      }
    }

    private void schedule() {
      long deadline = random.nextInt(8) == 0 ? clock - distance() : clock + distance();
      if (deadline < 0) {
        deadline = random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
      }
      int handle = handles++;
      int index = wheel.schedule(deadline, handle);
      var timer = new Timer(index, handle, deadline, Math.max(deadline, wheel.nowMillis()));
      pendingAt.put(handle, pending.size());
      pending.add(timer);
      byDue.add(timer);
    }

    private void repeat(int timesMax, Runnable step) {
      for (int i = random.nextInt(timesMax); i > 0; i--) {
        step.run();
      }
    }

    private void cancel() {
      if (!pending.isEmpty()) {
        wheel.cancel(forget(random.nextInt(pending.size())).index());
      }
    }

    private void advance(long to, int limit) {
      clock = to < 0 ? Long.MAX_VALUE : to;
      int before = fired.size();
      int count = wheel.advance(clock, limit, this::expired);
      assertThat(count).isEqualTo(fired.size() - before).isLessThanOrEqualTo(limit);
      assertThat(wheel.nowMillis()).isLessThanOrEqualTo(clock);
      if (wheel.nextDeadline() > clock && !byDue.isEmpty()) {
        assertThat(byDue.getFirst().due()).as("left behind").isGreaterThan(clock);
      }
    }

    private void expired(int handle, long deadline) {
      var timer = forget(Objects.requireNonNull(pendingAt.get(handle), "fired though not pending"));
      assertThat(deadline).isEqualTo(timer.deadline()).isLessThanOrEqualTo(clock);
      assertThat(timer.due()).as("order").isGreaterThanOrEqualTo(latestFired);
      latestFired = timer.due();
      fired.add(handle);
      switch (random.nextInt(8)) {
        case 0 -> schedule();
        case 1 -> cancel();
        default -> {}
      }
    }

    private Timer forget(int at) {
      var timer = pending.get(at);
      var last = pending.removeLast();
      if (at < pending.size()) {
        pending.set(at, last);
        pendingAt.put(last.handle(), at);
      }
      pendingAt.remove(timer.handle());
      byDue.remove(timer);
      return timer;
    }

    private void check() {
      assertThat(wheel.size()).isEqualTo(pending.size());
      if (pending.isEmpty()) {
        assertThat(wheel.nextDeadline()).isEqualTo(Long.MAX_VALUE);
      } else {
        assertThat(wheel.nextDeadline()).isBetween(wheel.nowMillis(), byDue.getFirst().due());
      }
    }

    /// Small and large distances are equally likely, so that all levels are in play.
    private long distance() {
      return random.nextLong(1L << random.nextInt(reach.bits + 1));
    }
  }
}
