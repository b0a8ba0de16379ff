package io.tickwheel.core.sim;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.owner.BrokerTime;
import io.tickwheel.core.owner.ClockState;
import io.tickwheel.core.owner.Notice;
import io.tickwheel.core.owner.Outbox;
import io.tickwheel.core.owner.OwnerLoop;
import io.tickwheel.core.owner.PartitionStore;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A scheduler process around the production owner loop.
final class SimScheduler implements Outbox {
  private static final long CLOCK_CHECK_MILLIS = 5_000;

  private final World world;
  private final String name;
  final Host host;
  private final List<PartitionStore> stores = new ArrayList<>();
  private @Nullable OwnerLoop loop;
  private boolean turnPlanned;
  private long wakeAt;

  /// Processes may have been given one name; their hosts are always different.
  SimScheduler(World world, String host, String name) {
    this.world = world;
    this.name = name;
    this.host = new Host(world.agenda, host);
    start();
  }

  @Nullable OwnerLoop loop() {
    return loop;
  }

  void crash(long downMillis) {
    host.die();
    stores.forEach(PartitionStore::close);
    stores.clear();
    loop = null;
    world.agenda.in(
        downMillis,
        () -> {
          host.live();
          start();
        });
  }

  /// Stops as SIGTERM asks it to, and starts again.
  void restartGracefully() {
    OwnerLoop leaving = loop;
    if (leaving != null) {
      leaving.leave();
      planTurn();
      host.in(200, () -> crash(world.agenda.between(100, 3_000)));
    }
  }

  void hear(SchedulerBeat beat) {
    OwnerLoop current = loop;
    if (current != null) {
      current.hear(beat, world.sabotage.clock(host.clock()));
      planTurn();
    }
  }

  void hear(ExecutorBeat beat) {
    OwnerLoop current = loop;
    if (current != null) {
      current.hear(beat);
      planTurn();
    }
  }

  @Override
  public void reply(String replyTo, ReplyFrame frame) {
    world.reply(host, replyTo, frame);
  }

  @Override
  public void dispatch(Incarnation executor, DispatchFrame frame) {
    world.dispatch(host, executor, frame);
  }

  @Override
  public void stop(Incarnation executor, StopFrame frame) {
    world.stop(host, executor, frame);
  }

  @Override
  public void answer(Object token, Optional<TaskView> view) {}

  @Override
  public void answer(Object token, List<ScheduleView> schedules) {}

  @Override
  public void notice(Notice notice) {
    world.checker.noticed(host.name, notice);
  }

  private void start() {
    turnPlanned = false;
    wakeAt = 0;
    loop =
        new OwnerLoop(
            new OwnerLoop.Settings(
                name,
                world.newIncarnation(),
                World.PARTITIONS,
                World.PARTITION_LIMITS,
                World.OWNER_LIMITS,
                1_000,
                750,
                World.CLOCK_TOLERANCE_MILLIS),
            new Fleet(5_000, Strategy.LEAST_LOAD),
            this::store,
            world.sabotage.outbox(this),
            world.agenda.random::nextLong,
            world.sabotage.clock(host.clock()));
    host.every(250, this::beat);
    host.every(CLOCK_CHECK_MILLIS, this::askTime);
    askTime();
    planTurn();
  }

  private PartitionStore store(int partition) {
    PartitionStore store =
        world.sabotage.store(
            partition,
            new SimStore(world.broker, world.network, host, partition, this::planTurn),
            world);
    stores.add(store);
    return store;
  }

  private void beat() {
    OwnerLoop current = loop;
    if (current != null) {
      world.publish(host, current.beat("", 0, host.clock()));
      if (current.clock() == ClockState.UNMEASURED) {
        askTime();
      }
      planTurn();
    }
  }

  private void askTime() {
    long asked = world.agenda.now();
    world.network.call(
        host,
        () -> world.sabotage.brokerTime(world.agenda.now(), host),
        t -> told(t, asked),
        () -> {});
  }

  private void told(long brokerMillis, long askedMillis) {
    OwnerLoop current = loop;
    if (current != null) {
      long tookMillis = world.agenda.now() - askedMillis;
      current.hear(
          new BrokerTime(brokerMillis, askedMillis + tookMillis / 2, (tookMillis + 1) / 2));
      planTurn();
    }
  }

  private void planTurn() {
    if (!turnPlanned) {
      turnPlanned = true;
      host.in(0, this::turn);
    }
  }

  private void turn() {
    turnPlanned = false;
    OwnerLoop current = loop;
    if (current == null) {
      return;
    }
    long now = world.sabotage.clock(host.clock());
    long next = current.turn(now, world.agenda.now());
    if (next == 0) {
      planTurn();
      return;
    }
    long wake = world.agenda.now() + Math.max(1, next - now);
    if (wakeAt <= world.agenda.now() || wake < wakeAt) {
      wakeAt = wake;
      host.in(wake - world.agenda.now(), this::planTurn);
    }
  }
}
