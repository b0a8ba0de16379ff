package io.tickwheel.scheduler.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.owner.BrokerTime;
import io.tickwheel.core.owner.Notice;
import io.tickwheel.core.owner.Outbox;
import io.tickwheel.core.owner.OwnerLimits;
import io.tickwheel.core.owner.OwnerLoop;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopThreadTest {
  private final CountDownLatch died = new CountDownLatch(1);

  @Test
  void aTaskThatFailsLeavesTheLoopTurning() throws Exception {
    LoopThread thread = thread(0);
    CountDownLatch later = new CountDownLatch(1);
    thread.start();
    thread.execute(
        () -> {
          throw new IllegalStateException("a task of the test");
        });
    thread.execute(later::countDown);

    assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(thread.isTurning()).isTrue();
    thread.stop();
    assertThat(died.getCount()).isOne();
  }

  @Test
  void anErrorEndsTheLoopAndIsTold() throws Exception {
    LoopThread thread = thread(0);
    thread.start();
    thread.execute(
        () -> {
          throw new AssertionError("an error of the test");
        });

    assertThat(died.await(10, TimeUnit.SECONDS)).isTrue();
    thread.stop();
    assertThat(thread.isTurning()).isFalse();
  }

  @Test
  void aTurnThatFailsOutsideOfPartitionsIsTold() throws Exception {
    LoopThread thread = thread(1);
    thread.start();

    assertThat(died.await(10, TimeUnit.SECONDS)).isTrue();
    thread.stop();
    assertThat(thread.isTurning()).isFalse();
  }

  /// With a partition, the loop's first turn fails, as there is no store for it.
  private LoopThread thread(int partitions) {
    Clock clock = Clock.systemUTC();
    OwnerLoop loop =
        new OwnerLoop(
            new OwnerLoop.Settings(
                "a",
                Incarnation.NONE,
                partitions,
                PartitionLimits.DEFAULT,
                OwnerLimits.DEFAULT,
                1_000,
                0,
                1_000),
            new Fleet(5_000, Strategy.LEAST_LOAD),
            partition -> {
              throw new IllegalStateException("no store");
            },
            new Silence(),
            () -> 1,
            clock.millis());
    loop.hear(new BrokerTime(clock.millis(), Steady.millis(), 0));
    return new LoopThread(loop, clock, "loop-under-test", died::countDown);
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
    public void answer(Object token, List<ScheduleView> schedules) {}

    @Override
    public void notice(Notice notice) {}
  }
}
