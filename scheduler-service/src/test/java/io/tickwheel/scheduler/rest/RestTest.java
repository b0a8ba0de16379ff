package io.tickwheel.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.scheduler.fake.FakeOwners;
import io.tickwheel.scheduler.gateway.NoOwnerException.Fate;
import io.tickwheel.scheduler.rest.Api.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutNats.class)
class RestTest {
  private static final String TASKS = "/api/v1/tasks";
  private static final String UNKNOWN = "01939a3b-1234-7001-8000-00000000ffff";

  @SuppressWarnings("NullAway.Init")
  @TestHTTPResource
  URL base;

  @SuppressWarnings("NullAway.Init")
  @Inject
  FakeOwners owners;

  @SuppressWarnings("NullAway.Init")
  private Api api;

  @BeforeEach
  void connect() {
    api = Api.at(base);
  }

  @AfterEach
  void speak() {
    owners.speak();
  }

  @Test
  void aTaskIsCreatedAndFound() throws Exception {
    for (String path : List.of(TASKS, "/tasks")) {
      Response created =
          api.post(path, "{\"type\":\"send_email\",\"delay\":\"1h\",\"payload\":{\"to\":\"é\"}}");
      assertThat(created.status()).isEqualTo(201);
      String id = created.text("task_id");
      assertThat(created.header("Location")).isEqualTo(TASKS + "/" + id);
      assertThat(created.text("status")).isEqualTo("scheduled");
      assertThat(created.text("execute_at")).matches("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{3}Z");
      assertThat(created.json().path("max_attempts").asInt()).isEqualTo(6);
      Response found = api.get(path + "/" + id);
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.json().path("payload").path("to").asText()).isEqualTo("é");
      assertThat(found.json().path("retry_count").asInt(-1)).isZero();
    }
  }

  @Test
  void aDelayedTaskIsAnsweredBriefly() throws Exception {
    Response created =
        api.post(
            TASKS + "/delay",
            "{\"delay_seconds\":1800,\"callback_url\":\"http://h/\",\"data\":{\"order\":1}}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().properties()).hasSize(3);
    assertThat(created.text("status")).isEqualTo("scheduled");
  }

  @Test
  void aRepeatedRequestGetsTheSameAnswer() throws Exception {
    String body = "{\"type\":\"a\",\"delay_seconds\":60}";
    Response first = api.post(TASKS, body, "Idempotency-Key", "rest-1");
    Response second = api.post(TASKS, " " + body, "Idempotency-Key", "rest-1");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    Response other = api.post(TASKS, "{\"type\":\"b\"}", "Idempotency-Key", "rest-1");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    Response bad = api.post(TASKS, body, "Idempotency-Key", "k".repeat(300));
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.text("field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void aBatchAnswersEachTask() throws Exception {
    String lines =
        "{\"type\":\"a\"}\n{\"type\":\"a b\"}\n{nope\n\n{\"type\":\"c\",\"delay\":\"5s\"}";
    Response answered = api.post(TASKS + "/batch", lines, "Content-Type", "application/x-ndjson");
    assertThat(answered.status()).isEqualTo(200);
    List<String> answers = answered.body().lines().toList();
    assertThat(answers).hasSize(4);
    assertThat(answers.get(0)).contains("\"index\":0", "task_id", "queued");
    assertThat(answers.get(1)).contains("\"index\":1", "invalid-field", "\"field\":\"type\"");
    assertThat(answers.get(2)).contains("\"index\":2", "malformed-json");
    assertThat(answers.get(3)).contains("\"index\":3", "task_id", "scheduled");

    JsonNode array = api.post(TASKS + "/batch", "[{\"type\":\"a\"},{\"typ\":\"b\"},]").json();
    assertThat(array.path("accepted").asInt()).isEqualTo(1);
    assertThat(array.path("refused").asInt()).isEqualTo(2);
    assertThat(array.path("results")).hasSize(3);
    assertThat(api.post(TASKS + "/batch", "[]").status()).isEqualTo(200);
    assertThat(api.post(TASKS + "/batch", "").status()).isEqualTo(400);
  }

  @Test
  void aRepeatedBatchCreatesNoTaskTwice() throws Exception {
    String lines = "{\"type\":\"a\"}\n\n{\"typ\":1}\n{\"type\":\"a\"}\n";
    for (String body : List.of(lines, "[" + lines.strip().replaceAll("\\n+", ",") + "]")) {
      String key = "batch-" + body.charAt(0);
      Response first = api.post(TASKS + "/batch", body, "Idempotency-Key", key);
      Response second = api.post(TASKS + "/batch", body, "Idempotency-Key", key);
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(first.body()).contains("\"index\":2,\"task_id\"");
      Response single = api.post(TASKS, "{\"type\":\"a\"}", "Idempotency-Key", key + "#2");
      assertThat(first.body()).contains(single.text("task_id"));
      Response other = api.post(TASKS + "/batch", "{\"type\":\"b\"}", "Idempotency-Key", key);
      assertThat(other.body()).contains("idempotency-key-reused");
    }
    Response bad = api.post(TASKS + "/batch", lines, "Idempotency-Key", "k".repeat(250));
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.text("field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void aLargeBatchIsReadAsItComes() throws Exception {
    String lines = "{\"type\":\"a\",\"payload\":\"0123456789\"}\n".repeat(20_000);
    Response answered = api.post(TASKS + "/batch", lines, "Content-Type", "application/x-ndjson");
    assertThat(answered.body().lines().filter(line -> line.contains("task_id"))).hasSize(20_000);
  }

  @Test
  void onlyWhatTheStateAllowsIsDone() throws Exception {
    String id = api.post(TASKS, "{\"type\":\"a\",\"delay\":\"1h\"}").text("task_id");
    String task = TASKS + "/" + id;
    assertThat(api.post("/tasks/" + id + "/retry", "").problem()).isEqualTo("wrong-state");
    assertThat(api.post(task + "/run-now", "").text("status")).isEqualTo("queued");
    owners.set(TaskId.parse(id), TaskState.DEAD);
    assertThat(api.post("/api/v1/dlq/" + id + "/retry", "").status()).isEqualTo(200);
    owners.set(TaskId.parse(id), TaskState.DEAD);
    assertThat(api.send("DELETE", "/api/v1/dlq/" + id, Optional.empty()).status()).isEqualTo(200);
    Response late = api.post(task + "/cancel", "{\"reason\":\"too late\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.problem()).isEqualTo("wrong-state");
  }

  @Test
  void aTaskThatHasEndedIsFoundInHistory() throws Exception {
    String task = TASKS + "/" + WithoutNats.REMEMBERED;
    assertThat(api.get(task).text("status")).isEqualTo("succeeded");
    assertThat(api.post(task + "/cancel", "").status()).isEqualTo(409);
    assertThat(api.get("/api/v1/dlq?limit=3").text("query")).isEqualTo("limit=3");
    assertThat(
            api.send("GET", "/api/v1/dlq", Optional.empty(), "Tickwheel-Forwarded", "x").status())
        .isEqualTo(404);
  }

  @Test
  void aTaskThatHistoryHasNotComeToIsNotUnknown() throws Exception {
    Response answer = api.get(TASKS + "/" + WithoutNats.NOT_YET);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.text("detail")).contains("ask again");
  }

  @ParameterizedTest
  @CsvSource({"STORED,202", "UNKNOWN,503", "UNSENT,503"})
  void silentOwnersAreNotWaitedForForEver(Fate fate, int status) throws Exception {
    owners.fallSilent(fate);
    Response answer = api.post(TASKS, "{\"type\":\"a\"}");
    assertThat(answer.status()).isEqualTo(status);
    if (status == 202) {
      assertThat(answer.text("status")).isEqualTo("accepted");
      assertThat(answer.text("task_id")).hasSize(36);
    } else {
      assertThat(answer.problem()).isEqualTo("unavailable");
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
    assertThat(api.get(TASKS + "/" + UNKNOWN).status()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH,{}",
    "PATCH,{\"type\":\"b\"}",
    "PATCH,{\"delay\":\"-5s\"}",
    "PATCH,{\"priority\":9}",
    "PATCH,[1]",
    "POST,{\"reason\":5}",
    "POST,{\"why\":\"x\"}",
    "POST,nope"
  })
  void badAmendmentsAndReasonsAreRefused(String method, String body) throws Exception {
    String id = api.post(TASKS, "{\"type\":\"a\",\"delay\":\"1h\"}").text("task_id");
    String path = TASKS + "/" + id + (method.equals("POST") ? "/cancel" : "");
    Response refused = api.send(method, path, Optional.of(BodyPublishers.ofString(body)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isNotEmpty();
  }

  @Test
  void aWaitingTaskIsAmended() throws Exception {
    String id = api.post(TASKS, "{\"type\":\"a\",\"delay\":\"1h\"}").text("task_id");
    var body = Optional.of(BodyPublishers.ofString("{\"delay\":\"2h\",\"priority\":\"high\"}"));
    assertThat(api.send("PATCH", TASKS + "/" + id, body).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        UNKNOWN,
        "task-abc-123",
        "%00",
        "a%0Ab",
        "%1b%5b31m",
        "..%2f..%2fetc",
        "00000000-0000-0000-0000-000000000000",
        "01939a3b-1234-7fff-8000-00000000ffff",
        "%F0%9F%98%80"
      })
  void unknownTasksAreNotFound(String id) throws Exception {
    for (String path : List.of(TASKS + "/" + id, "/tasks/" + id)) {
      Response answer = api.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.problem()).isIn("unknown-task", "unknown-path");
    }
    assertThat(api.post(TASKS + "/" + id + "/cancel", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/nope,404",
    "GET,/api/v1/nope,404",
    "GET,/api,404",
    "POST,/api/v1/dlq,405",
    "DELETE,/api/v1/tasks,405",
    "PUT,/api/v1/stats,405",
    "POST,/api/v1/executors,405",
    "GET,/api/v1/tasks/x/cancel,405",
    "TRACE,/api/v1/tasks,405",
    "FOO,/api/v1/tasks,405"
  })
  void unknownPathsAndWrongMethodsAreProblems(String method, String path, int status)
      throws Exception {
    Response answer = api.send(method, path, Optional.empty());
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(status == 404 ? "unknown-path" : "method-not-allowed");
    assertThat(answer.header("Allow").isEmpty()).isEqualTo(status == 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "nonsense",
        "application/"
      })
  void otherContentTypesAreRefused(String type) throws Exception {
    Response answer = api.post(TASKS, "{\"type\":\"a\"}", "Content-Type", type);
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.problem()).isEqualTo("unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait=-5s", "wait=soon", "wait=2h", "wait=5"})
  void badWaitsAreRefused(String query) throws Exception {
    assertThat(api.get(TASKS + "/" + UNKNOWN + "?" + query).text("field")).isEqualTo("wait");
  }

  @Test
  void tooLargeBodiesAreReadToTheEndAndRefused() throws Exception {
    String large = "{\"type\":\"a\",\"payload\":\"" + "x".repeat(10 << 20) + "\"}";
    for (String path : List.of(TASKS, TASKS + "/delay", TASKS + "/" + UNKNOWN + "/cancel")) {
      Response answer = api.post(path, large);
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.problem()).isEqualTo("too-large");
    }
    var chunked =
        Optional.of(
            BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArrays(List.of(large.getBytes(StandardCharsets.UTF_8)))));
    assertThat(api.send("POST", TASKS, chunked).status()).isEqualTo(413);
    Response line = api.post(TASKS + "/batch", large + "\n{\"type\":\"b\"}");
    assertThat(line.body()).contains("too-large").contains("task_id");
  }

  @Test
  void deepAndBrokenBodiesAreRefused() throws Exception {
    for (String bad :
        List.of(
            "[".repeat(10_000),
            "{\"a\":".repeat(10_000),
            "{\"type\":\"a\",\"payload\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            "{\"type\":\"a\",\"delay_seconds\":1e400}",
            "{\"type\":\"a\",\"run_at\":\"+1000000000-01-01T00:00:00Z\"}",
            "{\"type\":\"a\\u0000\"}",
            "",
            "\u0000")) {
      assertThat(api.post(TASKS, bad).status()).isEqualTo(400);
      assertThat(api.post("/tasks", bad).problem()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "POST /api/v1/tasks HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n",
        "POST /api/v1/tasks HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
        "GET /api/v1/tasks/%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET /% HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
      })
  void brokenHttpIsNeverOurFailure(String request) throws Exception {
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      byte[] answer = in.readNBytes(12);
      if (answer.length > 0) {
        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).matches("HTTP/1.[01] 4..");
      }
    }
  }

  @Test
  void healthMetricsAndDocumentationAnswer() throws Exception {
    assertThat(api.get("/q/health/live").status()).isEqualTo(200);
    assertThat(api.get("/q/health/ready").status()).isEqualTo(503);
    assertThat(api.get("/q/health/live").body()).contains("owner-loop");
    assertThat(api.get("/q/health/ready").body()).contains("journal");
    api.post(TASKS, "{\"type\":\"a\"}");
    assertThat(api.get("/q/metrics").body()).contains("tickwheel_submissions_seconds_count");
    assertThat(api.get("/openapi").body())
        .contains("openapi: 3.1", "/api/v1/tasks", "NewTask", "/api/v1/schedules", "NewSchedule");
    for (String path :
        List.of("/stats", "/api/v1/stats", "/api/v1/executors", "/api/v1/schedulers")) {
      assertThat(api.get(path).status()).isEqualTo(200);
    }
  }
}
