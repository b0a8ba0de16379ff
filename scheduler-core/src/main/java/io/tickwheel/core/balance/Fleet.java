package io.tickwheel.core.balance;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.model.Incarnation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The executors that one owner loop knows, and how much of each it uses.
///
/// Owners share an executor without talking to each other: each may use its fair part of the
/// window, and beyond it what the newest heartbeat shows free. Where that overshoots, the executor
/// refuses, and a refusal costs the task nothing. Not thread-safe.
public final class Fleet {
  private final long leaseMillis;
  private final Strategy strategy;
  private final Map<Incarnation, Seat> seats = new HashMap<>();
  private final List<Seat> order = new ArrayList<>();
  private int owners = 1;
  private int turn;
  private long nowMillis;

  /// An executor not heard from for `leaseMillis` is lost.
  public Fleet(long leaseMillis, Strategy strategy) {
    this.leaseMillis = leaseMillis;
    this.strategy = strategy;
  }

  /// Moves this fleet's time; an executor first named from now on has a whole lease to be heard in.
  public void at(long millis) {
    nowMillis = millis;
  }

  /// With how many owner loops, this one included, the executors are shared.
  public void sharedBy(int ownerLoops) {
    owners = Math.max(1, ownerLoops);
  }

  public void hear(ExecutorBeat beat) {
    seat(beat.incarnation()).hear(beat, nowMillis);
  }

  /// An attempt is with this executor, by our decision or by the journal's word.
  public void take(Incarnation executor, String need) {
    seat(executor).take(need);
  }

  /// The attempt is there no more.
  public void release(Incarnation executor, String need) {
    Seat seat = seats.get(executor);
    if (seat != null) {
      seat.release(need);
    }
  }

  public void refused(Incarnation executor, String need) {
    Seat seat = seats.get(executor);
    if (seat != null) {
      seat.full(need);
    }
  }

  /// Our own process stood still for so long; nobody is lost for what happened meanwhile.
  public void forgive(long pausedMillis) {
    order.forEach(seat -> seat.forgive(pausedMillis));
  }

  /// Removes and returns the executors whose lease is over or who said good-bye.
  public List<Incarnation> expire() {
    List<Incarnation> gone = new ArrayList<>();
    for (Seat seat : List.copyOf(order)) {
      ExecutorBeat beat = seat.beat();
      boolean left = beat != null && beat.leaving() && seat.isIdle();
      if (left || nowMillis - seat.heardAtMillis() > leaseMillis) {
        gone.add(seat.executor);
        seats.remove(seat.executor);
        order.remove(seat);
      }
    }
    return gone;
  }

  /// When [#expire] has something to do at the earliest.
  public long nextExpiryMillis() {
    long next = Long.MAX_VALUE;
    for (Seat seat : order) {
      next = Math.min(next, seat.heardAtMillis() + leaseMillis + 1);
    }
    return next;
  }

  /// The executor for the next attempt in this lane, or null when none has room.
  public @Nullable Incarnation choose(String need, Map<String, String> selector) {
    Seat chosen =
        switch (strategy) {
          case ROUND_ROBIN -> nextInTurn(need, selector);
          case LEAST_LOAD -> leastLoaded(need, selector);
        };
    return chosen == null ? null : chosen.executor;
  }

  public Collection<ExecutorBeat> beats() {
    List<ExecutorBeat> beats = new ArrayList<>();
    for (Seat seat : order) {
      ExecutorBeat beat = seat.beat();
      if (beat != null) {
        beats.add(beat);
      }
    }
    return beats;
  }

  private @Nullable Seat nextInTurn(String need, Map<String, String> selector) {
    for (int i = 1; i <= order.size(); i++) {
      int index = (turn + i) % order.size();
      Seat seat = order.get(index);
      if (seat.room(need, owners) > 0 && seat.carries(selector)) {
        turn = index;
        return seat;
      }
    }
    return null;
  }

  private @Nullable Seat leastLoaded(String need, Map<String, String> selector) {
    Seat best = null;
    double bestLoad = Double.MAX_VALUE;
    for (int i = 1; i <= order.size(); i++) {
      Seat seat = order.get((turn + i) % order.size());
      if (seat.room(need, owners) <= 0 || !seat.carries(selector)) {
        continue;
      }
      double load = seat.load(need, owners);
      if (load < bestLoad) {
        best = seat;
        bestLoad = load;
      }
    }
    if (best != null) {
      turn = order.indexOf(best);
    }
    return best;
  }

  private Seat seat(Incarnation executor) {
    return seats.computeIfAbsent(
        executor,
        id -> {
          Seat seat = new Seat(id, nowMillis);
          order.add(seat);
          return seat;
        });
  }
}
