package io.tickwheel.core.balance;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.model.Incarnation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One executor as this owner sees it: its newest heartbeat, and what of its window this owner
/// uses.
final class Seat {
  final Incarnation executor;
  private final Map<String, Share> shares = new HashMap<>();
  private @Nullable ExecutorBeat beat;
  private long heardAtMillis;

  Seat(Incarnation executor, long nowMillis) {
    this.executor = executor;
    this.heardAtMillis = nowMillis;
  }

  /// A lane's use, and the group whose slots it shares; no group until a heartbeat names the lane.
  private static final class Share {
    int used;
    @Nullable Group group;
  }

  private static final class Group {
    final ExecutorBeat.Capacity capacity;
    int used;
    int usedAtBeat;
    boolean full;

    Group(ExecutorBeat.Capacity capacity) {
      this.capacity = capacity;
    }

    /// The larger of our fair share and what we use plus what nobody uses.
    int allowance(int owners) {
      int fair = Math.ceilDiv(capacity.window(), owners);
      int free = Math.max(0, capacity.window() - capacity.held());
      int claimed = usedAtBeat + Math.ceilDiv(free, owners);
      return Math.min(capacity.window(), Math.max(fair, claimed));
    }
  }

  void hear(ExecutorBeat heard, long nowMillis) {
    beat = heard;
    heardAtMillis = nowMillis;
    shares.values().forEach(share -> share.group = null);
    for (ExecutorBeat.Capacity capacity : heard.capacities()) {
      Group group = new Group(capacity);
      for (String lane : capacity.lanes()) {
        Share share = share(lane);
        share.group = group;
        group.used += share.used;
      }
      group.usedAtBeat = group.used;
    }
  }

  long heardAtMillis() {
    return heardAtMillis;
  }

  /// After a pause of our own, silence proves nothing.
  void forgive(long pausedMillis) {
    heardAtMillis += pausedMillis;
  }

  @Nullable ExecutorBeat beat() {
    return beat;
  }

  void take(String lane) {
    Share share = share(lane);
    share.used++;
    if (share.group != null) {
      share.group.used++;
    }
  }

  void release(String lane) {
    Share share = share(lane);
    share.used--;
    if (share.group != null) {
      share.group.used--;
    }
  }

  /// It refused an attempt: nothing more until its next heartbeat.
  void full(String lane) {
    Share share = share(lane);
    if (share.group != null) {
      share.group.full = true;
    }
  }

  /// How many more attempts it may get from us in this lane.
  int room(String lane, int owners) {
    Share share = shares.get(lane);
    if (share == null || share.group == null || share.group.full || !accepts()) {
      return 0;
    }
    return share.group.allowance(owners) - share.group.used;
  }

  /// 0 (idle) to 1 (busy): used slots, or CPU or memory where these are scarcer.
  double load(String lane, int owners) {
    Share share = shares.get(lane);
    ExecutorBeat known = beat;
    if (share == null || share.group == null || known == null) {
      return 1;
    }
    double slots = (double) share.group.used / Math.max(1, share.group.allowance(owners));
    return Math.max(slots, Math.max(known.cpuLoad(), known.memoryLoad()) * 0.5);
  }

  boolean carries(Map<String, String> selector) {
    ExecutorBeat known = beat;
    return selector.isEmpty()
        || (known != null && known.labels().entrySet().containsAll(selector.entrySet()));
  }

  boolean isIdle() {
    return shares.values().stream().allMatch(share -> share.used == 0);
  }

  private boolean accepts() {
    return beat != null && !beat.draining() && !beat.leaving();
  }

  private Share share(String lane) {
    return shares.computeIfAbsent(lane, name -> new Share());
  }
}
