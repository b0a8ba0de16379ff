package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.suite.Api;
import io.tickwheel.suite.Api.Answer;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Processes;
import io.tickwheel.suite.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What can be done to a task, and what can be asked of the suite.
@ExtendWith(SharedSuite.class)
final class ActionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FAR_ECHO =
      """
      {"type": "echo", "target": {"kind": "handler"}, "payload": "old", "delay": "1h"}""";

  private final Cluster cluster;
  private final Api api;

  ActionsIT(Cluster cluster) {
    this.cluster = cluster;
    this.api = cluster.api("monitor");
  }

  @Test
  void aCancelledTaskIsFinal() {
    String task = api.submit("/api/v1/tasks", FAR_ECHO);

    assertThat(act(task, "cancel").text("status")).isEqualTo("cancelled");

    assertThat(act(task, "cancel").status()).isEqualTo(409);
    assertThat(act(task, "run-now").status()).isEqualTo(409);
    assertThat(api.await(task, PATIENCE).path("status").asText()).isEqualTo("cancelled");
  }

  @Test
  void aRunningProcessIsEndedByCancel() {
    String mark = Processes.uniqueSeconds();
    String task =
        api.submit(
            "/api/v1/tasks",
            """
            {"type": "sleeper", "target": {"kind": "process", "argv": ["sleep", "%s"]}}"""
                .formatted(mark));
    Until.require(PATIENCE, "sleep runs", () -> Processes.runs(mark));

    assertThat(act(task, "cancel").status()).isEqualTo(202);

    assertThat(api.await(task, PATIENCE).path("status").asText()).isEqualTo("cancelled");
    Until.require(Duration.ofSeconds(2), "sleep is gone", () -> !Processes.runs(mark));
  }

  @Test
  void runNowDoesNotWaitForTheTime() {
    String task = api.submit("/api/v1/tasks", FAR_ECHO);

    assertThat(act(task, "run-now").status()).isEqualTo(200);

    assertThat(api.await(task, PATIENCE).path("status").asText()).isEqualTo("succeeded");
  }

  @Test
  void aWaitingTaskCanBeAmended() {
    String task = api.submit("/api/v1/tasks", FAR_ECHO);

    Answer answer =
        api.request(
            "PATCH",
            "/api/v1/tasks/" + task,
            """
            {"delay": "300ms", "priority": 1, "payload": "new"}""",
            Map.of());

    assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
    assertThat(answer.body().path("priority").asInt()).isEqualTo(1);
    JsonNode end = api.await(task, PATIENCE);
    assertThat(end.path("output").asText()).isEqualTo("new");
    assertThat(Instant.parse(end.path("finished_at").asText()))
        .isAfterOrEqualTo(Instant.parse(answer.text("execute_at")));
  }

  @Test
  void onlyADeadTaskCanBeRetried() {
    String task = api.submit("/api/v1/tasks", FAR_ECHO);

    Answer answer = act(task, "retry");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.text("type")).endsWith("wrong-state");
    act(task, "cancel");
  }

  @Test
  void waitingForATaskEndsWithIt() {
    String task = api.submit("/api/v1/tasks", FAR_ECHO);

    Answer stillWaits = api.get("/api/v1/tasks/" + task + "?wait=200ms");
    assertThat(stillWaits.text("status")).isEqualTo("scheduled");

    act(task, "run-now");
    assertThat(api.get("/api/v1/tasks/" + task + "?wait=30s").text("status"))
        .isEqualTo("succeeded");
  }

  @Test
  void theFleetIsSeen() {
    JsonNode stats = api.get("/api/v1/stats").body();
    assertThat(stats.path("schedulers").asInt()).isEqualTo(2);
    assertThat(stats.path("executors").asInt()).isEqualTo(2);
    assertThat(stats.path("partitions_owned").asInt()).isEqualTo(16);

    JsonNode executors = api.get("/api/v1/executors").body().path("executors");
    assertThat(executors.findValuesAsText("name"))
        .containsExactlyInAnyOrder("executor-1", "executor-2");
    assertThat(executors.findValuesAsText("state")).containsOnly("up");

    JsonNode schedulers = api.get("/api/v1/schedulers").body().path("schedulers");
    assertThat(schedulers.findValuesAsText("url"))
        .containsExactlyInAnyOrder(cluster.url("scheduler-1"), cluster.url("scheduler-2"));
  }

  @Test
  void historyKnowsWhatHasFinished() {
    String task = api.submit("/api/v1/tasks", FAR_ECHO);
    act(task, "run-now");
    api.await(task, PATIENCE);

    Until.require(
        PATIENCE,
        "history has " + task,
        () ->
            api.get("/api/v1/history?limit=200").body().findValuesAsText("task_id").contains(task));
    assertThat(api.get("/api/v1/metrics").body().path("tasks").has("queued")).isTrue();
  }

  private Answer act(String task, String action) {
    return api.post("/api/v1/tasks/" + task + "/" + action, "");
  }
}
