package io.tickwheel.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.model.TaskId;
import io.tickwheel.suite.Api;
import io.tickwheel.suite.Api.Answer;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rubbish from outside: answered with the right 4xx that names field and reason, never with a 5xx,
/// a hang, or a stack trace in a log.
@ExtendWith(SharedSuite.class)
final class BadInputIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PARTITIONS = 16;
  private static final List<String> SERVICES =
      List.of("scheduler-1", "scheduler-2", "executor-1", "executor-2", "monitor");
  private static final Pattern SET_ASIDE =
      Pattern.compile("(partition \\d+: message \\d+ of \\S+) is unreadable and was set aside");
  private static final String NOOP = "{\"type\": \"noop\", \"target\": {\"kind\": \"handler\"}}";
  private static final String MEGABYTE = "x".repeat(1 << 20);

  private final Cluster cluster;

  BadInputIT(Cluster cluster) {
    this.cluster = cluster;
  }

  /// A request, and what its refusal must be. `field` is empty where no field is to blame.
  record Bad(String what, String method, String path, String body, int status, String field) {
    static Bad task(String what, String body, String field) {
      return new Bad(what, "POST", "/api/v1/tasks", body, 400, field);
    }

    /// A no-op with one more field.
    static Bad with(String member, String field) {
      return task(member, NOOP.replace("}}", "}, " + member + "}"), field);
    }

    @Override
    public String toString() {
      return what + " is answered " + status;
    }
  }

  static Stream<Bad> requests() {
    String unknown = TaskId.create(System.currentTimeMillis(), 3, 7).toString();
    return Stream.of(
        Bad.task("no body", "", ""),
        Bad.task("half an object", "{\"type\": \"noop\", ", ""),
        Bad.task("no JSON", "hello", ""),
        Bad.task("an array", "[" + NOOP + "]", ""),
        Bad.task("null", "null", ""),
        Bad.task("two objects", NOOP + NOOP, ""),
        Bad.task("depth 10,000", "[".repeat(10_000), ""),
        Bad.task("no type", "{\"target\": {\"kind\": \"handler\"}}", "type"),
        Bad.with("\"colour\": \"red\"", "colour"),
        Bad.with("\"priority\": \"often\"", "priority"),
        Bad.with("\"priority\": 1e400", "priority"),
        Bad.with("\"delay_seconds\": 1e400", "delay_seconds"),
        Bad.with("\"delay_seconds\": -1", "delay_seconds"),
        Bad.with("\"delay\": \"-5s\"", "delay"),
        Bad.with("\"delay\": {}", "delay"),
        Bad.with("\"run_at\": \"+1000000000-01-01T00:00:00Z\"", "run_at"),
        Bad.with("\"run_at\": \"yesterday\"", "run_at"),
        Bad.with("\"timeout\": 0", "timeout"),
        Bad.with("\"retry\": {\"max_attempts\": 0}", "retry.max_attempts"),
        Bad.with("\"retry\": {\"factor\": 1e400}", "retry.factor"),
        Bad.with("\"labels\": {\"a\": {\"b\": 1}}", "labels.a"),
        Bad.with("\"type\": \"again\"", "type"),
        Bad.task("a type with a control character", NOOP.replace("noop", "no\\u0000op"), "type"),
        Bad.task("a bad URL", "{\"type\": \"t\", \"callback_url\": \"ftp://x\"}", "callback_url"),
        new Bad("a task of 10 MB", "POST", "/api/v1/tasks", MEGABYTE.repeat(10), 413, ""),
        new Bad("an unknown task", "GET", "/api/v1/tasks/" + unknown, "", 404, "task_id"),
        new Bad("control characters in an id", "GET", "/api/v1/tasks/a%00%0a%1b", "", 404, ""),
        new Bad("a long id", "GET", "/api/v1/tasks/" + "9".repeat(3_000), "", 404, ""),
        new Bad("a wait of years", "GET", "/api/v1/tasks/" + unknown + "?wait=9y", "", 400, "wait"),
        new Bad("retry of nothing", "POST", "/api/v1/tasks/" + unknown + "/retry", "", 404, ""),
        new Bad("cancel of nothing", "POST", "/api/v1/tasks/nothing/cancel", "", 404, ""),
        new Bad("an empty amendment", "PATCH", "/api/v1/tasks/" + unknown, "{}", 400, ""),
        new Bad("an unknown path", "GET", "/api/v1/nothing", "", 404, ""),
        new Bad("a wrong method", "DELETE", "/api/v1/stats", "", 405, ""),
        new Bad("no delay", "POST", "/api/v1/tasks/delay", NOOP, 400, ""),
        new Bad("an empty batch", "POST", "/api/v1/tasks/batch", "", 400, ""));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedWithItsReason(Bad bad) {
    for (String origin : List.of("scheduler-1", "monitor")) {
      Answer answer = cluster.api(origin).request(bad.method(), bad.path(), bad.body(), Map.of());

      assertThat(answer.status())
          .as("%s by %s: %s", bad, origin, answer.raw())
          .isEqualTo(bad.status());
      assertThat(answer.contentType()).isEqualTo("application/problem+json");
      assertThat(answer.body().path("status").asInt()).isEqualTo(bad.status());
      assertThat(answer.text("type")).isNotBlank();
      assertThat(answer.text("detail")).isNotBlank();
      if (!bad.field().isEmpty()) {
        assertThat(answer.text("field")).as(answer.raw()).isEqualTo(bad.field());
      }
    }
    theLogsHaveNoStackTrace();
  }

  @Test
  void aFinalTaskTakesNoOrders() {
    Api api = cluster.api("monitor");
    String task = api.submit("/api/v1/tasks", NOOP);
    api.await(task, PATIENCE);

    for (String action : List.of("cancel", "retry", "run-now")) {
      Answer answer = api.post("/api/v1/tasks/" + task + "/" + action, "");
      assertThat(answer.status()).as(answer.raw()).isEqualTo(409);
      assertThat(answer.text("type")).endsWith("wrong-state");
    }
    assertThat(
            api.request("PATCH", "/api/v1/tasks/" + task, "{\"priority\": 1}", Map.of()).status())
        .isEqualTo(409);
  }

  @Test
  void aBatchOfGoodAndBadLinesAcceptsTheGoodOnes() {
    Api api = cluster.api("monitor");
    String large = NOOP.replace("}}", "}, \"payload\": \"" + MEGABYTE.repeat(10) + "\"}");
    Answer answer =
        api.request(
            "POST",
            "/api/v1/tasks/batch",
            String.join("\n", NOOP, "{", large, "7", "\u0000", NOOP),
            Map.of("Content-Type", "application/x-ndjson"));

    assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
    List<String> lines = answer.raw().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.getFirst()).contains("task_id");
    assertThat(lines.getLast()).contains("task_id");
    assertThat(lines.subList(1, 5)).allMatch(line -> line.contains("\"error\""));
  }

  @Test
  void poisonIsSetAsideAndReportedAndEverythingGoesOn() {
    byte[] poison = "this is no protobuf \u0000\u0001".getBytes(UTF_8);
    var incarnations = new ArrayList<String>();
    cluster
        .api("scheduler-1")
        .get("/api/v1/executors")
        .body()
        .findValues("executor")
        .forEach(node -> incarnations.add(node.asText()));
    try (var link = NatsLink.connect(cluster.natsUrl(), "poisoner")) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        link.control().publish("tw.cmd." + partition, poison);
      }
      incarnations.forEach(executor -> link.control().publish("tw.run." + executor, poison));
      for (String subject :
          List.of("tw.beat.executor", "tw.beat.scheduler", "tw.ask.0", "tw.submit.batch")) {
        link.control().publish(subject, poison);
      }
      incarnations.forEach(executor -> link.control().publish("tw.stop." + executor, poison));
      Until.require(PATIENCE, "all poison is reported", () -> setAside().size() == PARTITIONS);
    }
    everyPartitionAndExecutorGoesOn();
    assertThat(setAside()).hasSize(PARTITIONS);
    theLogsHaveNoStackTrace();
  }

  private void everyPartitionAndExecutorGoesOn() {
    Api api = cluster.api("scheduler-1");
    var body = new StringBuilder();
    for (int n = 0; n < 10 * PARTITIONS; n++) {
      body.append(NOOP).append('\n');
    }
    Answer answer =
        api.request(
            "POST",
            "/api/v1/tasks/batch",
            body.toString(),
            Map.of("Content-Type", "application/x-ndjson"));
    List<String> tasks =
        answer
            .raw()
            .lines()
            .map(line -> line.replaceAll(".*\"task_id\":\"([^\"]+)\".*", "$1"))
            .toList();
    for (String task : tasks) {
      assertThat(api.await(task, PATIENCE).path("status").asText()).isEqualTo("succeeded");
    }
  }

  /// Partition and message, each once, however many owners came upon it.
  private Set<String> setAside() {
    var reports = new TreeSet<String>();
    for (String scheduler : List.of("scheduler-1", "scheduler-2")) {
      SET_ASIDE.matcher(cluster.log(scheduler)).results().forEach(r -> reports.add(r.group(1)));
    }
    return reports;
  }

  private void theLogsHaveNoStackTrace() {
    for (String service : SERVICES) {
      assertThat(thrown(cluster.log(service))).as("stack traces of " + service).isEmpty();
    }
  }

  /// The lines that stack traces stand below; but for those of Vert.x, which prints what a thread
  /// does that a busy machine does not let run.
  private static List<String> thrown(String log) {
    var thrown = new ArrayList<String>();
    String before = "";
    for (String line : log.lines().toList()) {
      if (!line.startsWith("\tat ")) {
        before = line;
      } else if (!before.isEmpty() && !before.contains("Thread blocked")) {
        thrown.add(before);
        before = "";
      }
    }
    return thrown;
  }
}
