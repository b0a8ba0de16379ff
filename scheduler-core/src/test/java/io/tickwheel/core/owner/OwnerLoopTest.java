package io.tickwheel.core.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.partition.PartitionLimits;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OwnerLoopTest {
  private static final Incarnation ME = new Incarnation(1, 1);
  private static final Incarnation OTHER = new Incarnation(2, 2);

  private static final long LEASE_MILLIS = 5_000;
  private static final long PAUSE_MILLIS = 60_000;

  private final Fleet fleet = new Fleet(LEASE_MILLIS, Strategy.LEAST_LOAD);
  private final List<Notice> notices = new ArrayList<>();
  private final OwnerLoop loop =
      new OwnerLoop(
          new OwnerLoop.Settings(
              "a", ME, 1, PartitionLimits.DEFAULT, OwnerLimits.DEFAULT, 1_000, 10_000, 1_000),
          fleet,
          partition -> {
            throw new AssertionError("nothing is claimed while we listen");
          },
          new Noticing(),
          () -> 0,
          0);

  @Test
  void anotherProcessWithOurNameIsToldOnceAMinute() {
    loop.hear(beat(ME), 0);
    assertThat(notices).isEmpty();
    for (long now = 0; now <= 60_000; now += 250) {
      loop.hear(beat(OTHER), now);
    }
    assertThat(notices)
        .containsExactly(
            new Notice.NameShared("a", "http://x"), new Notice.NameShared("a", "http://x"));
  }

  @Test
  void aStandstillIsForgivenOnceWhoeverIsHeardFirst() {
    loop.hear(executorBeat());
    loop.turn(100, 100);
    long over = 100 + PAUSE_MILLIS;

    loop.hear(beat(ME), over);
    loop.turn(over, over);

    assertThat(fleet.nextExpiryMillis()).isBetween(over, over + LEASE_MILLIS);
  }

  @Test
  void ourBeatTellsWhichLifeItIs() {
    assertThat(loop.beat("", 0, 0).incarnation()).isEqualTo(ME);
  }

  private static SchedulerBeat beat(Incarnation incarnation) {
    return new SchedulerBeat("a", List.of(), false, 0, "http://x", 0, false, incarnation);
  }

  private static ExecutorBeat executorBeat() {
    return new ExecutorBeat(
        OTHER,
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

  private final class Noticing implements Outbox {
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
}
