package io.tickwheel.core.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OwnerLoopTest {
  private static final long LEASE_MILLIS = 5_000;
  private static final long PAUSE_MILLIS = 60_000;

  private final Fleet fleet = new Fleet(LEASE_MILLIS, Strategy.LEAST_LOAD);
  private final OwnerLoop loop =
      new OwnerLoop(
          new OwnerLoop.Settings("a", 0, PartitionLimits.DEFAULT, OwnerLimits.DEFAULT, 1_000, 750),
          fleet,
          partition -> {
            throw new IllegalStateException("no partition is to be owned");
          },
          new Silence(),
          () -> 1,
          0);

  @Test
  void aStandstillIsForgivenOnceWhoeverIsHeardFirst() {
    loop.hear(beat());
    loop.turn(100);
    long over = 100 + PAUSE_MILLIS;

    loop.hear(loop.beat("", 0, 100), over);
    loop.turn(over);

    assertThat(fleet.nextExpiryMillis()).isBetween(over, over + LEASE_MILLIS);
  }

  private static ExecutorBeat beat() {
    return new ExecutorBeat(
        new Incarnation(1, 1),
        "executor",
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        0,
        0,
        false,
        false,
        0,
        "none",
        1);
  }

  private static final class Silence implements Outbox {
    @Override
    public void reply(String replyTo, ReplyFrame frame) {}

    @Override
    public void dispatch(Incarnation executor, DispatchFrame frame) {}

    @Override
    public void stop(Incarnation executor, StopFrame frame) {}

    @Override
    public void answer(Object token, Optional<TaskView> view) {}

    @Override
    public void notice(Notice notice) {}
  }
}
