package io.tickwheel.core.sim;

import io.tickwheel.core.owner.OwnerLimits;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import java.util.ArrayList;
import java.util.List;

/// One simulated cluster under one seed: first a time of faults, then a time to heal in which
/// everything that was acknowledged must come to its end.
final class World {
  static final int PARTITIONS = 3;
  static final PartitionLimits PARTITION_LIMITS =
      new PartitionLimits(2_000, 20, 24 * 3_600_000L, 3_000, 8_000);
  static final OwnerLimits OWNER_LIMITS =
      new OwnerLimits(64, 32 << 10, 64, 64, 4_000, 1_000, 15_000, 1 << 20);

  static final long CLOCK_TOLERANCE_MILLIS = 1_000;

  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final long FAULTS_MILLIS = 40_000;
  private static final long HEAL_MILLIS = 90_000;

  final Agenda agenda;
  final Network network;
  final SimBroker broker = new SimBroker();
  final Checker checker;
  final Sabotage sabotage;
  private final List<SimScheduler> schedulers = new ArrayList<>();
  private final List<SimExecutor> executors = new ArrayList<>();
  private final List<SimClient> clients = new ArrayList<>();

  World(long seed, Sabotage sabotage) {
    this.agenda = new Agenda(seed, START_MILLIS);
    this.network = new Network(agenda);
    this.sabotage = sabotage;
    this.checker = new Checker(agenda::now);
    broker.watch(checker::journaled);
    int count = (int) agenda.between(1, 3);
    boolean namesakes = agenda.chance(0.1);
    for (int i = 0; i < count; i++) {
      String host = "scheduler-" + i;
      schedulers.add(new SimScheduler(this, host, namesakes ? "scheduler" : host));
    }
    for (int i = 0; i < 2; i++) {
      executors.add(new SimExecutor(this, "executor-" + i, (int) agenda.between(2, 8)));
    }
    clients.add(new SimClient(this, "client-0"));
  }

  void run() {
    long end = START_MILLIS + FAULTS_MILLIS;
    long pace = agenda.between(20, 200);
    clients.forEach(client -> client.host.every(pace, () -> actUntil(client, end)));
    agenda.every(500, () -> misfortune(end));
    agenda.every(5_000, this::compareReplay);
    agenda.runUntil(end);
    heal();
    clients.forEach(SimClient::deleteSchedules);
    agenda.runUntil(end + HEAL_MILLIS);
    compareReplay();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      checker.owned(partition, owners(partition));
    }
    checker.finish();
  }

  Incarnation newIncarnation() {
    return new Incarnation(agenda.random.nextLong(), agenda.random.nextLong());
  }

  List<SimScheduler> schedulers() {
    return schedulers;
  }

  void publish(Host from, SchedulerBeat beat) {
    schedulers.forEach(to -> network.send(from, to.host, () -> to.hear(beat)));
  }

  void publish(Host from, ExecutorBeat beat) {
    if (!from.isIsolated()) {
      checker.beat(beat.incarnation());
    }
    schedulers.forEach(to -> network.send(from, to.host, () -> to.hear(beat)));
  }

  void reply(Host from, String replyTo, ReplyFrame frame) {
    for (SimClient client : clients) {
      if (client.replyTo.equals(replyTo)) {
        network.send(from, client.host, () -> client.receive(frame));
      }
    }
  }

  void dispatch(Host from, Incarnation to, DispatchFrame frame) {
    for (SimExecutor executor : executors) {
      if (executor.incarnation().equals(to)) {
        network.send(from, executor.host, () -> executor.receive(to, frame));
        if (agenda.chance(0.02)) {
          network.send(from, executor.host, () -> executor.receive(to, frame));
        }
      }
    }
  }

  void stop(Host from, Incarnation to, StopFrame frame) {
    for (SimExecutor executor : executors) {
      network.send(from, executor.host, () -> executor.receive(to, frame));
    }
  }

  private void actUntil(SimClient client, long end) {
    if (agenda.now() < end) {
      client.act();
    }
  }

  private void misfortune(long end) {
    if (agenda.now() >= end) {
      return;
    }
    SimScheduler scheduler = schedulers.get(agenda.random.nextInt(schedulers.size()));
    SimExecutor executor = executors.get(agenda.random.nextInt(executors.size()));
    double luck = agenda.random.nextDouble();
    if (luck < 0.03 && scheduler.host.isAlive()) {
      scheduler.crash(agenda.between(10, 4_000));
    } else if (luck < 0.06) {
      scheduler.host.pause(agenda.between(100, 15_000));
    } else if (luck < 0.09) {
      scheduler.host.isolate(agenda.between(100, 8_000));
    } else if (luck < 0.11) {
      scheduler.host.setClock(agenda.between(-900, 900));
    } else if (luck < 0.12) {
      scheduler.host.setClock(agenda.between(-60_000, 60_000));
      if (agenda.chance(0.5) && scheduler.host.isAlive()) {
        scheduler.crash(agenda.between(10, 1_000));
      }
      agenda.in(agenda.between(1_000, 10_000), () -> scheduler.host.setClock(0));
    } else if (luck < 0.14 && scheduler.host.isAlive()) {
      scheduler.restartGracefully();
    } else if (luck < 0.17 && executor.host.isAlive()) {
      executor.crash(agenda.between(10, 8_000));
    } else if (luck < 0.19) {
      executor.host.pause(agenda.between(100, 10_000));
    } else if (luck < 0.21) {
      executor.host.isolate(agenda.between(100, 8_000));
    }
  }

  private void heal() {
    network.heal();
    schedulers.forEach(s -> s.host.heal());
    executors.forEach(e -> e.host.heal());
    clients.forEach(c -> c.host.heal());
  }

  private long owners(int partition) {
    return schedulers.stream()
        .map(SimScheduler::loop)
        .filter(loop -> loop != null && loop.digest(partition).isPresent())
        .count();
  }

  private void compareReplay() {
    ReplayCheck.compare(this);
  }
}
