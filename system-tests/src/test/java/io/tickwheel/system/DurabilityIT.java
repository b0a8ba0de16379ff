package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.TaskId;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Sink;
import io.tickwheel.suite.Until;
import io.tickwheel.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever is killed, however often: no acknowledged task is lost, early, or run twice without a
/// reason.
final class DurabilityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final List<String> VICTIMS =
      List.of("scheduler-1", "scheduler-2", "executor-1", "monitor", "nats");
  private static final int KILLS_OF_EACH = 4;

  /// Between two kills the suite must have gone on.
  private static final int ACKNOWLEDGED_BETWEEN = 100;

  private static final String CALLS = "/durable";

  @Test
  void acknowledgedTasksSurviveTheDeathOfEachProcess() throws Exception {
    Needs.suite();
    SplittableRandom random = Rounds.random("DurabilityIT");
    Runs runs = new Runs();
    try (Cluster cluster = Cluster.start(Cluster.Size.of(2, 1), Map.of());
        Sink sink = new Sink();
        Worker worker = worker(cluster, runs);
        Workload load = new Workload(cluster.natsUrl(), Optional.of(sink.url(CALLS)), random)) {
      load.start();
      List<String> victims = victims(random);
      for (String victim : victims) {
        kill(cluster, victim, load);
      }
      load.pause();
      cluster.awaitReady();
      Until.require(PATIENCE, "all submissions are answered", load::isAnswered);
      Promises promises = new Promises(cluster.api("monitor"));
      boolean finished = Until.holds(PATIENCE, promises::everythingEnded);
      addCalls(sink, runs);

      List<String> lost = promises.notSucceeded(load.acknowledged());
      List<Runs.Run> early = runs.early().toList();
      List<String> unexplained = promises.unexplained(runs);
      System.out.printf(
          "%d kills, %d tasks acknowledged: lost %d, early %d, repeated %d of which unexplained %d%n",
          victims.size(),
          load.acknowledgedCount(),
          lost.size(),
          early.size(),
          runs.repeated().count(),
          unexplained.size());
      assertThat(lost).isEmpty();
      assertThat(early).isEmpty();
      assertThat(unexplained).isEmpty();
      assertThat(finished).as("nothing is unfinished").isTrue();
      assertThat(runs.haveAll(load.acknowledged())).as("every task was seen to run").isTrue();
      assertThat(load.refusals()).isEmpty();
      assertThat(load.changedAnswers()).isEmpty();
      assertThat(worker.status()).isNotNull();
    }
  }

  private static void kill(Cluster cluster, String victim, Workload load) {
    int before = load.acknowledgedCount();
    Until.require(
        PATIENCE,
        "submissions go on before " + victim + " is killed",
        () -> load.acknowledgedCount() >= before + ACKNOWLEDGED_BETWEEN);
    cluster.awaitReady(victim);
    cluster.kill(victim);
    cluster.restart(victim);
  }

  private static List<String> victims(SplittableRandom random) {
    var victims = new ArrayList<String>();
    for (int n = 0; n < Rounds.of(KILLS_OF_EACH); n++) {
      victims.addAll(VICTIMS);
    }
    for (int n = victims.size() - 1; n > 0; n--) {
      Collections.swap(victims, n, random.nextInt(n + 1));
    }
    return victims;
  }

  private static Worker worker(Cluster cluster, Runs runs) {
    return Worker.builder()
        .natsUrl(cluster.natsUrl())
        .name("durability")
        .handlers(runs)
        .concurrency(64)
        .start();
  }

  private static void addCalls(Sink sink, Runs runs) {
    for (Sink.Call call : sink.calls(CALLS)) {
      long due = Long.parseLong(call.body().replaceAll("\\D", ""));
      runs.add(new Runs.Run(TaskId.parse(call.task()), call.attempt(), due, call.atMillis()));
    }
  }
}
