package io.tickwheel.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.suite.Api;
import io.tickwheel.suite.Api.Answer;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every way in which a task can be submitted.
@ExtendWith(SharedSuite.class)
final class SubmissionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NOOP = "{\"type\": \"noop\", \"target\": {\"kind\": \"handler\"}}";

  private final Cluster cluster;
  private final Sink sink;
  private final Api api;

  SubmissionIT(Cluster cluster, Sink sink) {
    this.cluster = cluster;
    this.sink = sink;
    this.api = cluster.api("monitor");
  }

  @Test
  void aTaskIsAnsweredWithItsIdAndRuns() {
    Answer answer = api.post("/api/v1/tasks", NOOP);

    assertThat(answer.status()).as(answer.raw()).isEqualTo(201);
    assertThat(UUID.fromString(answer.text("task_id")).version()).isEqualTo(7);
    assertThat(answer.text("execute_at")).isEqualTo(answer.text("created_at"));
    assertThat(status(answer.text("task_id"))).isEqualTo("succeeded");
  }

  @Test
  void aDelayedTaskCallsBackAtItsTimeAndNotBefore() {
    String path = "/delayed";
    Answer answer =
        api.post(
            "/api/v1/tasks/delay",
            """
            {"delay_seconds": 1.5, "callback_url": "%s", "data": {"order": 7}}"""
                .formatted(sink.url(path)));

    assertThat(answer.status()).as(answer.raw()).isEqualTo(201);
    assertThat(answer.text("status")).isEqualTo("scheduled");
    assertThat(status(answer.text("task_id"))).isEqualTo("succeeded");
    assertThat(sink.calls(path)).hasSize(1);
    Sink.Call call = sink.calls(path).getFirst();
    assertThat(call.body()).contains("\"order\": 7");
    assertThat(call.atMillis())
        .isGreaterThanOrEqualTo(Instant.parse(answer.text("execute_at")).toEpochMilli());
  }

  @Test
  void aBatchIsAnsweredTaskByTask() {
    Answer answer = api.post("/api/v1/tasks/batch", "[" + NOOP + ", {\"type\": 7}, " + NOOP + "]");

    assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
    assertThat(answer.body().path("refused").asInt()).isEqualTo(1);
    JsonNode results = answer.body().path("results");
    assertThat(results).hasSize(3);
    assertThat(results.path(1).path("error").path("status").asInt()).isEqualTo(400);
    assertThat(results.path(1).path("error").path("field").asText()).isEqualTo("type");
    assertThat(status(results.path(0).path("task_id").asText())).isEqualTo("succeeded");
    assertThat(status(results.path(2).path("task_id").asText())).isEqualTo("succeeded");
  }

  @Test
  void linesAreAnsweredLineByLine() throws Exception {
    Answer answer =
        api.request(
            "POST",
            "/api/v1/tasks/batch",
            NOOP + "\n{oops\n" + NOOP + "\n",
            Map.of("Content-Type", "application/x-ndjson"));

    assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
    List<String> lines = answer.raw().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(json(lines.get(1)).path("error").path("type").asText()).endsWith("malformed-json");
    assertThat(status(json(lines.get(2)).path("task_id").asText())).isEqualTo("succeeded");
  }

  @Test
  void theSameKeyAndBodyIsTheSameTask() {
    Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    Answer first = api.request("POST", "/api/v1/tasks", NOOP, key);
    Answer again = api.request("POST", "/api/v1/tasks", NOOP, key);
    String other = NOOP.replace("noop", "echo");
    Answer elsewhere = api.request("POST", "/api/v1/tasks", other, key);

    assertThat(first.status()).as(first.raw()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(elsewhere.status()).as(elsewhere.raw()).isEqualTo(422);
    assertThat(elsewhere.contentType()).isEqualTo("application/problem+json");
  }

  @Test
  void programsThatSpeakNatsSubmitJson() throws Exception {
    try (var link = NatsLink.connect(cluster.natsUrl(), "a program")) {
      var answer =
          link.control().request("tw.submit", NOOP.getBytes(UTF_8), Duration.ofSeconds(10));

      JsonNode task = json(new String(answer.getData(), UTF_8));
      assertThat(status(task.path("task_id").asText())).isEqualTo("succeeded");

      var refusal =
          link.control().request("tw.submit", "{}".getBytes(UTF_8), Duration.ofSeconds(10));
      assertThat(json(new String(refusal.getData(), UTF_8)).path("status").asInt()).isEqualTo(400);
    }
  }

  @Test
  void shortPathsLeadToTheSame() {
    for (String origin : List.of("monitor", "scheduler-1", "scheduler-2")) {
      Api there = cluster.api(origin);
      String task = there.submit("/tasks", NOOP);

      assertThat(there.await(task, PATIENCE).path("status").asText()).isEqualTo("succeeded");
      assertThat(there.get("/tasks/" + task).text("task_id")).isEqualTo(task);
      assertThat(there.post("/tasks/" + task + "/retry", "").status()).isEqualTo(409);
      assertThat(there.get("/stats").body().has("queued")).isTrue();
    }
  }

  private String status(String task) {
    return api.await(task, PATIENCE).path("status").asText();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
