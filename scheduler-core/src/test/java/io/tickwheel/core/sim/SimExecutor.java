package io.tickwheel.core.sim;

import io.tickwheel.message.Command.AttemptEnded;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.DispatchMark;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An executor: takes dispatches, runs each attempt once for a while, reports what became of it,
/// and stops its own work before its lease ends.
final class SimExecutor {
  private static final long LEASE_OWN_MILLIS = 3_500;

  private final World world;
  final Host host;
  private final int slots;
  private Incarnation incarnation;
  private Map<Integer, SimLane> lanes = new HashMap<>();
  private final Set<AttemptId> held = new HashSet<>();
  private final Set<AttemptId> running = new HashSet<>();
  private final Set<AttemptId> stopping = new HashSet<>();
  private final Map<Integer, DispatchMark> marks = new HashMap<>();
  private final List<Dispatch> queue = new ArrayList<>();
  private long beats;
  private long reachedAtMillis;

  SimExecutor(World world, String name, int slots) {
    this.world = world;
    this.slots = slots;
    this.host = new Host(world.agenda, name);
    this.incarnation = world.newIncarnation();
    start();
  }

  Incarnation incarnation() {
    return incarnation;
  }

  void crash(long downMillis) {
    host.die();
    forget();
    world.agenda.in(
        downMillis,
        () -> {
          host.live();
          incarnation = world.newIncarnation();
          start();
        });
  }

  void receive(Incarnation to, DispatchFrame frame) {
    if (!to.equals(incarnation) || !host.isAlive() || !passes(frame)) {
      return;
    }
    for (Dispatch dispatch : frame.dispatches()) {
      accept(dispatch);
    }
    startQueued();
  }

  void receive(Incarnation to, StopFrame frame) {
    if (!to.equals(incarnation) || !host.isAlive()) {
      return;
    }
    DispatchMark mark = marks.getOrDefault(frame.partition(), DispatchMark.NONE);
    if (frame.epoch() < mark.epoch()) {
      return;
    }
    if (frame.mark().compareTo(mark) > 0) {
      marks.put(frame.partition(), frame.mark());
    }
    for (AttemptId attempt : frame.attempts()) {
      if (queue.removeIf(d -> d.attempt().equals(attempt))) {
        report(attempt, 0, new Outcome.Refused("stopped before it started"));
      } else if (running.contains(attempt) && stopping.add(attempt)) {
        host.in(world.agenda.between(0, 50), () -> end(attempt, new Outcome.Cancelled("asked to")));
      }
    }
  }

  private void start() {
    lanes = new HashMap<>();
    beats = 0;
    reachedAtMillis = world.agenda.now();
    host.every(1_000, this::beat);
    beat();
  }

  private void forget() {
    held.clear();
    running.clear();
    queue.clear();
    stopping.clear();
    marks.clear();
  }

  private boolean passes(DispatchFrame frame) {
    DispatchMark mark = marks.getOrDefault(frame.partition(), DispatchMark.NONE);
    boolean passes = world.sabotage.takes(frame.mark().compareTo(mark) > 0);
    if (frame.mark().compareTo(mark) > 0) {
      marks.put(frame.partition(), frame.mark());
    }
    return passes;
  }

  private void accept(Dispatch dispatch) {
    held.add(dispatch.attempt());
    if (held.size() > 4 * slots) { // twice the window: results await their acknowledgement in it
      report(dispatch.attempt(), 0, new Outcome.Refused("no room"));
    } else {
      queue.add(dispatch);
    }
  }

  private void startQueued() {
    while (holdsLease() && running.size() < slots && !queue.isEmpty()) {
      Dispatch dispatch = queue.removeFirst();
      running.add(dispatch.attempt());
      world.checker.started(dispatch, incarnation);
      AttemptId attempt = dispatch.attempt();
      long started = host.clock();
      host.in(duration(), () -> end(attempt, started, outcome()));
    }
  }

  private boolean holdsLease() {
    return world.agenda.now() - reachedAtMillis <= LEASE_OWN_MILLIS;
  }

  private long duration() {
    return world.agenda.chance(0.05)
        ? world.agenda.between(500, 6_000)
        : world.agenda.between(0, 80);
  }

  private Outcome outcome() {
    double luck = world.agenda.random.nextDouble();
    if (luck < 0.75) {
      return new Outcome.Succeeded(Payload.EMPTY);
    }
    if (luck < 0.97) {
      return new Outcome.Failed(Failure.retryable(FailureKind.EXCEPTION, "bad luck"));
    }
    return luck < 0.99
        ? new Outcome.Failed(Failure.fatal(FailureKind.EXCEPTION, "hopeless"))
        : new Outcome.Interrupted("drained");
  }

  private void end(AttemptId attempt, Outcome outcome) {
    end(attempt, host.clock(), outcome);
  }

  private void end(AttemptId attempt, long started, Outcome outcome) {
    if (running.remove(attempt)) {
      stopping.remove(attempt);
      report(attempt, started, outcome);
      startQueued();
    }
  }

  private void report(AttemptId attempt, long started, Outcome outcome) {
    AttemptEnded result =
        new AttemptEnded(
            attempt.task(), attempt.number(), incarnation, started, host.clock(), outcome);
    lane(attempt.task().partition()).send(result, (frame, index) -> held.remove(attempt));
  }

  private SimLane lane(int partition) {
    return lanes.computeIfAbsent(
        partition, p -> new SimLane(world.broker, world.network, host, incarnation, p, ""));
  }

  private void beat() {
    if (!host.isIsolated()) {
      if (!holdsLease()) {
        renew();
        return;
      }
      reachedAtMillis = world.agenda.now();
    } else if (!holdsLease()) {
      running.clear();
      queue.clear();
    }
    Map<Integer, Long> positions = new HashMap<>();
    lanes.forEach((partition, lane) -> positions.put(partition, lane.acknowledgedThrough()));
    ExecutorBeat beat =
        new ExecutorBeat(
            incarnation,
            host.name,
            Map.of(),
            List.of(
                new ExecutorBeat.Capacity(
                    "handlers", List.of("handler:work"), slots, 2 * slots, held.size())),
            List.copyOf(held),
            positions,
            Map.copyOf(marks),
            0,
            0,
            false,
            false,
            host.clock(),
            "none",
            ++beats);
    world.publish(host, beat);
  }

  /// Cut off for longer than the lease: the work was stopped, and a new life begins.
  private void renew() {
    crash(1);
  }
}
