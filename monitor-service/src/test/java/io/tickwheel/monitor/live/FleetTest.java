package io.tickwheel.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import io.tickwheel.message.SchedulerBeat.Totals;
import io.tickwheel.model.Incarnation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetTest {
  private long now;
  private final Fleet fleet = new Fleet(() -> now);

  @Test
  void silentOnesAreLostThenForgotten() {
    fleet.heard(executor(false));
    now += 5_001;
    assertThat(fleet.executors()).singleElement().matches(Fleet.Heard::isLost);
    now += 60_000;
    assertThat(fleet.executors()).isEmpty();
  }

  @Test
  void whoLeavesIsForgottenAtOnce() {
    fleet.heard(executor(false));
    fleet.heard(executor(true));
    assertThat(fleet.executors()).isEmpty();
  }

  @Test
  void newestOwnerSpeaksForAPartition() {
    fleet.heard(scheduler("old", 7, 100));
    fleet.heard(scheduler("new", 9, 5));
    assertThat(fleet.partitions().get(3)).isNotNull().extracting("scheduled").isEqualTo(5L);
    now += 10_000;
    assertThat(fleet.partitions()).isEmpty();
  }

  private static ExecutorBeat executor(boolean leaving) {
    return new ExecutorBeat(
        new Incarnation(1, 1),
        "e",
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        0,
        0,
        false,
        leaving,
        1,
        "none",
        1);
  }

  private static SchedulerBeat scheduler(String name, long epoch, long scheduled) {
    var counts = new PartitionCounts(3, epoch, scheduled, 0, 0, 0, 0, 0, new Totals(0, 0, 0, 0));
    return new SchedulerBeat(
        name, List.of(counts), false, 1, "http://127.0.0.1:1", 1, false, Incarnation.NONE);
  }
}
