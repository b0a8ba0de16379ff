package io.tickwheel.worker;

import static io.tickwheel.model.Require.require;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/// Lanes (`http`, `process`, `handler:<type>`) that share a number of slots: attempts that run at
/// once. `threads` makes the slots' threads; `abandonAfter` bounds how long an attempt that was
/// asked to stop is waited for.
public record LaneGroup(
    String name,
    List<String> lanes,
    int slots,
    AttemptRunner runner,
    ThreadFactory threads,
    Duration abandonAfter) {
  public static final int SLOTS_MAX = 10_000;
  public static final Duration ABANDON_AFTER_DEFAULT = Duration.ofSeconds(15);

  public LaneGroup {
    require(!name.isBlank(), "a lane group has a name");
    require(!lanes.isEmpty(), "lane group %s has lanes", name);
    require(slots >= 1 && slots <= SLOTS_MAX, "lane group %s has 1..10000 slots: %s", name, slots);
    lanes = List.copyOf(lanes);
  }

  /// On virtual threads: right for work that mostly waits.
  public static LaneGroup of(String name, List<String> lanes, int slots, AttemptRunner runner) {
    var threads = Thread.ofVirtual().name("tickwheel-" + name + "-", 0).factory();
    return new LaneGroup(name, lanes, slots, runner, threads, ABANDON_AFTER_DEFAULT);
  }

  public LaneGroup withThreads(ThreadFactory changed) {
    return new LaneGroup(name, lanes, slots, runner, changed, abandonAfter);
  }

  public LaneGroup withAbandonAfter(Duration changed) {
    return new LaneGroup(name, lanes, slots, runner, threads, changed);
  }
}
