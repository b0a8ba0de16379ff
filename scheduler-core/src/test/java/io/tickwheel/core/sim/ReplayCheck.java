package io.tickwheel.core.sim;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.owner.BrokerTime;
import io.tickwheel.core.owner.OwnerLoop;
import io.tickwheel.model.Incarnation;
import java.util.Optional;

/// Invariant 17: what a new owner would replay equals what the owner has. Taken from a copy of the
/// broker, in no time, by the production take-over itself.
final class ReplayCheck {
  private ReplayCheck() {}

  static void compare(World world) {
    for (SimScheduler scheduler : world.schedulers()) {
      OwnerLoop live = scheduler.loop();
      if (live == null) {
        continue;
      }
      for (int partition = 0; partition < World.PARTITIONS; partition++) {
        Optional<Long> digest = live.settledDigest(partition);
        if (digest.isPresent() && isNewest(world, live, partition)) {
          long replayed = replay(world.broker.copy(), partition, world.agenda.now());
          if (replayed != digest.get()) {
            throw new BrokenPromise(
                "17: partition %d of %s differs from its replay"
                    .formatted(partition, scheduler.host.name));
          }
        }
      }
    }
  }

  /// A paused or cut-off owner may not know yet that it was replaced.
  private static boolean isNewest(World world, OwnerLoop live, int partition) {
    return live.lastAppended(partition)
        .equals(
            world
                .broker
                .journal
                .last(io.tickwheel.wire.Subjects.journal(partition))
                .map(SimLog.Entry::sequence));
  }

  private static long replay(SimBroker copy, int partition, long nowMillis) {
    Agenda agenda = new Agenda(1, nowMillis);
    Network network = new Network(agenda);
    network.heal();
    Host host = new Host(agenda, "replay");
    OwnerLoop loop =
        new OwnerLoop(
            new OwnerLoop.Settings(
                "replay",
                Incarnation.NONE,
                World.PARTITIONS,
                World.PARTITION_LIMITS,
                World.OWNER_LIMITS,
                1_000,
                0,
                World.CLOCK_TOLERANCE_MILLIS),
            new Fleet(5_000, Strategy.LEAST_LOAD),
            p -> new SimStore(copy, network, host, p, () -> {}),
            new SilentOutbox(),
            agenda.random::nextLong,
            nowMillis);
    loop.hear(new BrokerTime(nowMillis, nowMillis, 0));
    loop.turn(nowMillis, nowMillis);
    for (int i = 0; i < 200 && loop.digest(partition).isEmpty(); i++) {
      agenda.runUntil(agenda.now() + 50);
    }
    return loop.digest(partition)
        .orElseThrow(() -> new BrokenPromise("17: no replay came to an end"));
  }
}
