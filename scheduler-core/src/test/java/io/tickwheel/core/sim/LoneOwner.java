package io.tickwheel.core.sim;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.owner.BrokerTime;
import io.tickwheel.core.owner.Notice;
import io.tickwheel.core.owner.Outbox;
import io.tickwheel.core.owner.OwnerLoop;
import io.tickwheel.core.owner.PartitionStore;
import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskView;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.CommandCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// A scheduler alone with one partition and no misfortune but what its store does to it. To end its
/// life, run it no longer.
final class LoneOwner implements Outbox {
  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final long TURN_MILLIS = 10;
  private static final long FAR_MILLIS = 3_600_000;

  final List<Notice> notices = new ArrayList<>();
  private final SimBroker broker;
  private final Agenda agenda;
  private final OwnerLoop loop;
  private final Incarnation source;
  private long frames;

  LoneOwner(SimBroker broker) {
    this(broker, honest -> honest);
  }

  LoneOwner(SimBroker broker, UnaryOperator<PartitionStore> spoiled) {
    this.broker = broker;
    this.agenda = new Agenda(1, START_MILLIS);
    this.source = new Incarnation(1, broker.journalOf(0).size() + 1);
    Network network = new Network(agenda);
    network.heal();
    Host host = new Host(agenda, "lone");
    loop =
        new OwnerLoop(
            new OwnerLoop.Settings(
                "lone",
                source,
                1,
                World.PARTITION_LIMITS,
                World.OWNER_LIMITS,
                1_000,
                0,
                World.CLOCK_TOLERANCE_MILLIS),
            new Fleet(5_000, Strategy.LEAST_LOAD),
            p -> spoiled.apply(new SimStore(broker, network, host, p, () -> {})),
            this,
            agenda.random::nextLong,
            START_MILLIS);
    loop.hear(new BrokerTime(START_MILLIS, START_MILLIS, 0));
    agenda.every(TURN_MILLIS, () -> loop.turn(agenda.now(), agenda.now()));
  }

  void run(long millis) {
    agenda.runUntil(agenda.now() + millis);
  }

  /// Tasks that are due long after any test.
  void submit(int count) {
    for (int i = 0; i < count; i++) {
      Command submit =
          new Command.Submit(
              TaskId.create(agenda.now(), 0, agenda.random.nextLong() ^ source.low()),
              PackedSpec.pack(TaskSpec.of("work", new Target.Handler(), Payload.of("{}"))),
              START_MILLIS + FAR_MILLIS,
              agenda.now(),
              OptionalLong.empty());
      CommandFrame frame = new CommandFrame(source, ++frames, "", List.of(submit));
      broker.appendCommands(0, CommandCodec.encode(frame));
      run(2 * TURN_MILLIS);
    }
  }

  boolean owns() {
    return loop.digest(0).isPresent();
  }

  /// Tasks that wait for their time, as the owner counts them; 0 when it owns nothing.
  long scheduled() {
    return loop.counts().stream().mapToLong(counts -> counts.scheduled()).sum();
  }

  @Override
  public void reply(String replyTo, ReplyFrame frame) {}

  @Override
  public void dispatch(Incarnation executor, DispatchFrame frame) {}

  @Override
  public void stop(Incarnation executor, StopFrame frame) {}

  @Override
  public void answer(Object token, Optional<TaskView> view) {}

  @Override
  public void answer(Object token, List<ScheduleView> schedules) {}

  @Override
  public void notice(Notice notice) {
    notices.add(notice);
  }
}
