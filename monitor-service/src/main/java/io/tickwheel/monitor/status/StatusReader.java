package io.tickwheel.monitor.status;

import io.tickwheel.monitor.feed.Follower;
import io.tickwheel.monitor.live.Fleet;
import io.tickwheel.monitor.live.MachineLoad;
import io.tickwheel.monitor.live.RecentWindow;
import io.tickwheel.monitor.store.History;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Draws the picture when it is asked for, at most twice a second however many ask. Blocks on the
/// history. Thread-safe.
public final class StatusReader {
  private static final long FRESH_MILLIS = 500;

  private final History history;
  private final Follower follower;
  private final RecentWindow window;
  private final Fleet fleet;
  private final LongSupplier clockMillis;
  private volatile MachineLoad machine = MachineLoad.look();
  private @Nullable Status latest;

  public StatusReader(
      History history,
      Follower follower,
      RecentWindow window,
      Fleet fleet,
      LongSupplier clockMillis) {
    this.history = history;
    this.follower = follower;
    this.window = window;
    this.fleet = fleet;
    this.clockMillis = clockMillis;
  }

  /// Looks at the machine; to be called once each METRICS_INTERVAL, over which its load is
  /// measured.
  public void sampleMachine() {
    machine = MachineLoad.look();
  }

  public synchronized Status status() {
    long now = clockMillis.getAsLong();
    Status known = latest;
    if (known == null || now - known.atMillis() >= FRESH_MILLIS || now < known.atMillis()) {
      known = look(now);
      latest = known;
    }
    return known;
  }

  private Status look(long now) {
    return new Status(
        now,
        history.totals(),
        history.position(),
        history.setAsideCount(),
        follower.progress(),
        window.figures(now),
        machine,
        fleet.executors(),
        fleet.schedulers(),
        fleet.partitions());
  }
}
