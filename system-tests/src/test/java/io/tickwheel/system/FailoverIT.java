package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.client.TickwheelClient;
import io.tickwheel.model.TaskId;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Until;
import io.tickwheel.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// Partitions whose owner dies, leaves or sleeps go on elsewhere, with 100,000 tasks waiting. Each
/// test leaves two schedulers up, so they do not depend on each other; the order is only shown.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
final class FailoverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PARTITIONS = 16;
  private static final int PENDING = 100_000;

  /// One due every 3 ms: every partition has one every 50 ms or so.
  private static final double STEP_MILLIS = 3;

  private final Runs runs = new Runs();

  @AutoClose private Cluster cluster;
  @AutoClose private TickwheelClient client;
  @AutoClose private Worker worker;

  @BeforeAll
  void start() throws Exception {
    Needs.suite();
    cluster = Cluster.start(Cluster.Size.of(2, 0).withoutMonitor(), Map.of());
    client = TickwheelClient.connect(cluster.natsUrl());
    worker =
        Worker.builder()
            .natsUrl(cluster.natsUrl())
            .name("failover")
            .handlers(runs)
            .concurrency(64)
            .start();
    assertThat(worker.status()).isNotNull();
    assertThat(Load.pending(client, PENDING)).hasSize(PENDING);
  }

  @BeforeEach
  void bothOwn() {
    for (String name : List.of("scheduler-1", "scheduler-2")) {
      if (!cluster.isRunning(name)) {
        cluster.start(name);
      }
    }
    Until.require(PATIENCE, "both schedulers own partitions", this::isShared);
  }

  @Test
  void aKilledOwnersPartitionsFireAgainWithinThreeSeconds() throws Exception {
    var gaps = new ArrayList<Long>();
    for (int round = 0; round < Rounds.of(4); round++) {
      String victim = "scheduler-" + (1 + round % 2);
      gaps.addAll(gaps(victim, () -> cluster.kill(victim)));
      rejoin(victim);
    }
    report("SIGKILL", gaps);

    assertThat(gaps).allSatisfy(gap -> assertThat(gap).isLessThan(3_000));
  }

  @Test
  void aLeavingOwnersPartitionsFireAgainSoon() throws Exception {
    var gaps = new ArrayList<Long>();
    for (int round = 0; round < Rounds.of(2); round++) {
      String victim = "scheduler-" + (1 + round % 2);
      gaps.addAll(gaps(victim, () -> cluster.terminate(victim)));
      rejoin(victim);
    }
    report("SIGTERM", gaps);

    // The promise is one second; the figure is printed, and the bound leaves room for a busy
    // machine.
    assertThat(gaps).allSatisfy(gap -> assertThat(gap).isLessThan(2_000));
  }

  /// It wakes up in the belief that it owns what others took meanwhile.
  @Test
  void anOwnerThatSleptIsRefusedAndDispatchesNothingTwice() throws Exception {
    String sleeper = "scheduler-1";
    Duration sleep = Duration.ofSeconds(15);
    List<TaskId> ticks = ticks(sleep.plusSeconds(5));
    Until.require(PATIENCE, "ticks run", () -> runs.has(ticks.getFirst()));

    cluster.pause(sleeper);
    long wake = System.currentTimeMillis() + sleep.toMillis();
    Until.require(PATIENCE, "it sleeps", () -> System.currentTimeMillis() >= wake);
    cluster.resume(sleeper);

    Until.require(
        PATIENCE,
        "its stale append is refused",
        () -> cluster.log(sleeper).contains("our append was refused"));
    Until.require(PATIENCE, "all ticks run", () -> runs.haveAll(ticks));
    assertThat(runs.repeated()).isEmpty();
    assertThat(runs.early()).isEmpty();
  }

  /// From the signal until a task that became due after it runs, for each of the victim's
  /// partitions.
  private Collection<Long> gaps(String victim, Runnable signal) throws InterruptedException {
    Set<Integer> partitions = Fleet.ownedBy(cluster.api(victim), victim);
    List<TaskId> ticks = ticks(Duration.ofSeconds(6));
    Until.require(PATIENCE, "ticks run", () -> runs.has(ticks.getFirst()));

    long at = System.currentTimeMillis();
    signal.run();
    Until.require(PATIENCE, "all ticks run", () -> runs.haveAll(ticks));

    var first = new TreeMap<Integer, Long>();
    for (TaskId tick : ticks) {
      for (Runs.Run run : runs.of(tick)) {
        if (run.dueMillis() >= at && partitions.contains(tick.partition())) {
          first.merge(tick.partition(), run.atMillis() - at, Math::min);
        }
      }
    }
    assertThat(first.keySet()).isEqualTo(partitions);
    assertThat(runs.repeated()).isEmpty();
    assertThat(runs.early()).isEmpty();
    return first.values();
  }

  /// Ticks over this time, accepted before the first is due: a busy machine needs several tries.
  private List<TaskId> ticks(Duration length) throws InterruptedException {
    List<TaskId> ticks;
    long begin;
    long ahead = 1_000;
    do {
      begin = System.currentTimeMillis() + ahead;
      ticks = Load.ticks(client, (int) (length.toMillis() / STEP_MILLIS), begin, STEP_MILLIS);
      ahead *= 2;
    } while (System.currentTimeMillis() > begin);
    return ticks;
  }

  private void rejoin(String name) {
    cluster.awaitEnd(name);
    bothOwn();
  }

  private boolean isShared() {
    return Fleet.isShared(cluster.api("scheduler-1"), 2, PARTITIONS)
        && Fleet.isShared(cluster.api("scheduler-2"), 2, PARTITIONS);
  }

  private static void report(String signal, List<Long> gaps) {
    List<Long> sorted = gaps.stream().sorted().toList();
    System.out.printf(
        "%s of an owner with %d tasks pending, until its partitions fire again:"
            + " p50 %d ms, p99 %d ms, %d partitions%n",
        signal,
        PENDING,
        sorted.get(sorted.size() / 2),
        sorted.get((int) (sorted.size() * 0.99)),
        sorted.size());
  }
}
