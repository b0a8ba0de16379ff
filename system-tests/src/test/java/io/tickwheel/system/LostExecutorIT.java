package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.suite.Api;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Processes;
import io.tickwheel.suite.Until;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// An executor's death: its work goes on elsewhere, and nothing of it stays behind.
final class LostExecutorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void itsWorkRunsElsewhereWithinEightSecondsAndLeavesNoOrphan() {
    Needs.suite();
    try (Cluster cluster = Cluster.start(Cluster.Size.of(1, 2), Map.of())) {
      for (int round = 0; round < Rounds.of(2); round++) {
        loseOne(cluster);
      }
    }
  }

  private static void loseOne(Cluster cluster) {
    Api api = cluster.api("scheduler-1");
    Until.require(PATIENCE, "two executors are up", () -> executorsUp(api) == 2);
    String mark = Processes.uniqueSeconds();
    String task =
        api.submit(
            "/api/v1/tasks",
            """
            {"type": "sleeper", "target": {"kind": "process", "argv": ["sleep", "%s"]}}"""
                .formatted(mark));
    Until.require(PATIENCE, "the process runs", () -> Processes.runs(mark));
    Set<Long> first = Processes.ids(mark);
    String victim = executorOf(api, task);

    long killed = System.nanoTime();
    cluster.kill(victim);

    Until.require(Duration.ofSeconds(2), "no orphan is left of " + victim, () -> none(first, mark));
    Until.require(PATIENCE, "it runs elsewhere", () -> Processes.runs(mark));
    Duration took = Duration.ofNanos(System.nanoTime() - killed);
    System.out.printf("SIGKILL of an executor: its process ran again after %s%n", took);
    assertThat(took).isLessThan(Duration.ofSeconds(8));
    assertThat(executorOf(api, task)).isNotEqualTo(victim);

    assertThat(api.post("/api/v1/tasks/" + task + "/cancel", "").status()).isEqualTo(202);
    assertThat(api.await(task, PATIENCE).path("status").asText()).isEqualTo("cancelled");
    assertThat(Processes.runs(mark)).isFalse();
    cluster.start(victim);
  }

  private static boolean none(Set<Long> ids, String mark) {
    return Processes.ids(mark).stream().noneMatch(ids::contains);
  }

  private static long executorsUp(Api api) {
    long up = 0;
    for (JsonNode one : api.get("/api/v1/executors").body().path("executors")) {
      up += one.path("state").asText().equals("up") ? 1 : 0;
    }
    return up;
  }

  private static String executorOf(Api api, String task) {
    String incarnation = api.get("/api/v1/tasks/" + task).text("executor");
    for (JsonNode one : api.get("/api/v1/executors").body().path("executors")) {
      if (one.path("executor").asText().equals(incarnation)) {
        return one.path("name").asText();
      }
    }
    throw new AssertionError("task " + task + " runs on unknown executor " + incarnation);
  }
}
