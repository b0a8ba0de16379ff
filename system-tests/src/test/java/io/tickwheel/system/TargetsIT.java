package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.suite.Api;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Sink;
import io.tickwheel.suite.Until;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What tasks do, and what becomes of those that fail.
@ExtendWith(SharedSuite.class)
final class TargetsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Sink sink;
  private final Api api;

  TargetsIT(Cluster cluster, Sink sink) {
    this.sink = sink;
    this.api = cluster.api("monitor");
  }

  @Test
  void aCallbackBringsThePayloadAndNamesItsTask() {
    String task = api.submit("/api/v1/tasks", callback("/plain", 1));

    assertThat(run(task).path("status").asText()).isEqualTo("succeeded");
    assertThat(sink.calls("/plain")).hasSize(1);
    assertThat(sink.calls("/plain").getFirst().body()).contains("\"n\": 1");
    assertThat(sink.calls("/plain").getFirst().task()).contains(task);
  }

  @Test
  void aProcessGivesItsOutput() {
    JsonNode end =
        run(
            """
            {"type": "greeting", "target": {"kind": "process",
             "argv": ["sh", "-c", "echo out; echo err >&2"]}}""",
            "/api/v1/tasks");

    assertThat(end.path("status").asText()).isEqualTo("succeeded");
    assertThat(end.path("output").path("stdout").asText().strip()).isEqualTo("out");
    assertThat(end.path("output").path("stderr").asText().strip()).isEqualTo("err");
  }

  @Test
  void echoGivesItsPayloadBack() {
    JsonNode end =
        run(
            """
            {"type": "echo", "target": {"kind": "handler"}, "payload": {"a": [1, 2]}}""",
            "/api/v1/tasks");

    assertThat(end.path("output")).isEqualTo(end.path("payload"));
    assertThat(end.path("output").path("a").path(1).asInt()).isEqualTo(2);
  }

  @Test
  void theThirdAttemptSucceeds() {
    sink.answer("/flaky", call -> call < 3 ? 503 : 200);
    JsonNode end = run(callback("/flaky", 3), "/api/v1/tasks");

    assertThat(end.path("status").asText()).isEqualTo("succeeded");
    assertThat(end.path("attempt").asInt()).isEqualTo(3);
    assertThat(sink.calls("/flaky")).hasSize(3);
    String task = end.path("task_id").asText();
    Until.require(
        PATIENCE,
        "history tells three attempts",
        () -> outcomes(task).equals(List.of("failed", "failed", "succeeded")));
  }

  @Test
  void aFatalAnswerEndsTheTaskAtOnce() {
    sink.answer("/gone", call -> 410);
    JsonNode end = run(callback("/gone", 5), "/api/v1/tasks");

    assertThat(end.path("status").asText()).isEqualTo("dead");
    assertThat(sink.calls("/gone")).hasSize(1);
  }

  @Test
  void aDeadLetterIsKeptUntilItIsRetried() {
    sink.answer("/broken", call -> 500);
    String task = api.submit("/api/v1/tasks", callback("/broken", 2));
    assertThat(run(task).path("status").asText()).isEqualTo("dead");
    Until.require(PATIENCE, task + " is listed", () -> deadLetters().contains(task));

    sink.answer("/broken", call -> 200);
    assertThat(api.post("/api/v1/dlq/" + task + "/retry", "").status()).isEqualTo(200);

    JsonNode end = run(task);
    assertThat(end.path("status").asText()).isEqualTo("succeeded");
    assertThat(end.path("life").asInt()).isEqualTo(2);
    Until.require(PATIENCE, task + " is listed no more", () -> !deadLetters().contains(task));
  }

  @Test
  void aDiscardedDeadLetterIsGone() {
    JsonNode end =
        run(
            """
            {"type": "fails", "target": {"kind": "process", "argv": ["false"]},
             "retry": {"max_attempts": 1}}""",
            "/api/v1/tasks");
    String task = end.path("task_id").asText();
    assertThat(end.path("status").asText()).isEqualTo("dead");

    assertThat(api.post("/api/v1/dlq/" + task + "/discard", "").status()).isEqualTo(200);

    Until.require(PATIENCE, task + " is listed no more", () -> !deadLetters().contains(task));
    assertThat(api.post("/api/v1/dlq/" + task + "/retry", "").status()).isEqualTo(409);
  }

  private List<String> deadLetters() {
    return api.get("/api/v1/dlq?limit=200").body().findValuesAsText("task_id");
  }

  private List<String> outcomes(String task) {
    return api.get("/api/v1/tasks/" + task + "/attempts").body().findValuesAsText("outcome");
  }

  private JsonNode run(String body, String path) {
    return run(api.submit(path, body));
  }

  private JsonNode run(String task) {
    return api.await(task, PATIENCE);
  }

  private String callback(String path, int attempts) {
    return """
        {"type": "callback", "callback_url": "%s", "data": {"n": 1},
         "retry": {"max_attempts": %d, "base": "100ms", "jitter": "none"}}"""
        .formatted(sink.url(path), attempts);
  }
}
