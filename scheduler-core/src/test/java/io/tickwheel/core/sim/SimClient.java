package io.tickwheel.core.sim;

import io.tickwheel.message.Command;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.packed.PackedSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// A gateway with users behind it that submit, cancel, retry, discard, amend, and repeat
/// themselves.
final class SimClient {
  private static final List<ScheduleId> ORDERS =
      IntStream.range(0, 6).mapToObj(i -> new ScheduleId("order-" + i)).toList();

  private record Place(int partition, long frame, int index) {}

  private final World world;
  final Host host;
  final String replyTo;
  private final Incarnation source;
  private final Map<Integer, SimLane> lanes = new HashMap<>();
  private final Map<Place, Command> awaiting = new HashMap<>();
  private final List<TaskId> submitted = new ArrayList<>();
  private final List<Command.Submit> keyed = new ArrayList<>();

  SimClient(World world, String name) {
    this.world = world;
    this.host = new Host(world.agenda, name);
    this.replyTo = "reply." + name;
    this.source = world.newIncarnation();
  }

  void act() {
    double what = world.agenda.random.nextDouble();
    if (what < 0.70 || submitted.isEmpty()) {
      send(submit());
    } else if (what < 0.76) {
      send(new Command.Cancel(any(), "changed my mind"));
    } else if (what < 0.86) {
      send(new Command.Retry(any()));
    } else if (what < 0.89) {
      send(new Command.Discard(any()));
    } else if (what < 0.92) {
      send(new Command.RunNow(any()));
    } else if (what < 0.94) {
      send(amend());
    } else if (what < 0.97) {
      send(onSchedule());
    } else if (!keyed.isEmpty()) {
      send(keyed.get(world.agenda.random.nextInt(keyed.size())));
    }
  }

  void receive(ReplyFrame frame) {
    for (int i = 0; i < frame.replies().size(); i++) {
      Command command = awaiting.remove(new Place(frame.partition(), frame.number(), i));
      if (command != null) {
        answered(command, frame.replies().get(i));
      }
    }
  }

  private void answered(Command command, Reply reply) {
    if (command instanceof Command.Submit submit && !(reply instanceof Reply.Rejected)) {
      world.checker.acknowledged(submit);
    }
    if (command instanceof Command.Cancel && reply instanceof Reply.Done done) {
      world.checker.cancelAcknowledged(done.view());
    }
  }

  private void send(Command command) {
    if (command instanceof Command.Submit submit) {
      world.checker.asked(submit);
    }
    if (command instanceof ScheduleCommand.Save save) {
      world.checker.asked(save);
    }
    int partition = command.task().partition();
    // The reply may come before the stream's acknowledgement, as it may in the real gateway, which
    // knows the frame's number when it sends it. The simulation learns it a little later, so
    // replies
    // that overtake are simply not counted.
    lane(partition)
        .send(command, (frame, index) -> awaiting.put(new Place(partition, frame, index), command));
  }

  private SimLane lane(int partition) {
    return lanes.computeIfAbsent(
        partition, p -> new SimLane(world.broker, world.network, host, source, p, replyTo));
  }

  private Command.Submit submit() {
    boolean withKey = world.agenda.chance(0.2);
    long now = world.agenda.now();
    int partition = world.agenda.random.nextInt(World.PARTITIONS);
    TaskId id =
        withKey
            ? TaskId.derive(
                world.agenda.random.nextLong(), world.agenda.random.nextLong(), World.PARTITIONS)
            : TaskId.create(now, partition, world.agenda.random.nextLong());
    long runAt = world.agenda.chance(0.4) ? now : now + world.agenda.between(0, 20_000);
    Command.Submit submit =
        new Command.Submit(
            id,
            PackedSpec.pack(spec(runAt)),
            runAt,
            now,
            withKey ? OptionalLong.of(id.low()) : OptionalLong.empty());
    submitted.add(id);
    if (withKey) {
      keyed.add(submit);
    }
    return submit;
  }

  private TaskSpec spec(long runAt) {
    TaskSpec spec =
        TaskSpec.of("work", new Target.Handler(), Payload.of("{}"))
            .withPriority(Priority.ofLevel((int) world.agenda.between(1, 5)))
            .withRetry(
                new RetryPolicy(
                    (int) world.agenda.between(1, 4),
                    RetryPolicy.Strategy.EXPONENTIAL,
                    200,
                    2,
                    5_000,
                    RetryPolicy.Jitter.ADDITIVE,
                    100,
                    List.of(),
                    List.of()));
    spec = world.agenda.chance(0.15) ? spec.withDelivery(Delivery.AT_MOST_ONCE) : spec;
    return world.agenda.chance(0.1)
        ? spec.withStartDeadlineMillis(runAt + world.agenda.between(0, 3_000))
        : spec;
  }

  private Command amend() {
    return new Command.Amend(
        any(),
        OptionalLong.of(world.agenda.now() + world.agenda.between(0, 5_000)),
        Optional.of(Priority.HIGH),
        Optional.empty());
  }

  /// After this nothing more is due but what was due before.
  void deleteSchedules() {
    for (ScheduleId id : ORDERS) {
      send(new ScheduleCommand.Delete(id.place(World.PARTITIONS), id, ""));
    }
  }

  private Command onSchedule() {
    ScheduleId id = ORDERS.get(world.agenda.random.nextInt(ORDERS.size()));
    TaskId place = id.place(World.PARTITIONS);
    double what = world.agenda.random.nextDouble();
    if (what < 0.5) {
      return new ScheduleCommand.Save(place, id, order(), false);
    } else if (what < 0.6) {
      long until = world.agenda.chance(0.5) ? 0 : world.agenda.now() + 3_000;
      return new ScheduleCommand.Pause(place, id, until, "");
    } else if (what < 0.8) {
      return new ScheduleCommand.Resume(place, id);
    } else if (what < 0.95) {
      return new ScheduleCommand.Trigger(place, id, Optional.empty());
    }
    return new ScheduleCommand.Delete(place, id, "");
  }

  private ScheduleSpec order() {
    long now = world.agenda.now();
    return new ScheduleSpec(
        "order",
        new Timing.Interval(world.agenda.between(1, 4) * 1_000),
        spec(now).withStartDeadlineMillis(0),
        new CatchUp(any(Misfire.values()), 500, 5_000, (int) world.agenda.between(0, 4)),
        any(Overlap.values()),
        RunCondition.ALWAYS,
        world.agenda.chance(0.2) ? 300 : 0,
        0,
        0,
        0,
        0,
        List.of(),
        "api");
  }

  private <E> E any(E[] of) {
    return of[world.agenda.random.nextInt(of.length)];
  }

  private TaskId any() {
    int recent = Math.min(submitted.size(), 60);
    return submitted.get(submitted.size() - 1 - world.agenda.random.nextInt(recent));
  }
}
