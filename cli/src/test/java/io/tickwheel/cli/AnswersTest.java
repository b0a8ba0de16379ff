package io.tickwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How answers, refusals and silence are shown.
final class AnswersTest {
  private final ScriptedServer server;

  AnswersTest() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aProblemIsOneSentenceWithFieldAndRemedy() {
    server.answers(
        400,
        "{\"type\":\"urn:x\",\"title\":\"Bad\",\"detail\":\"the delay is negative.\",\"field\":\"run.in\","
            + "\"accepted\":\"5s, 1h30m\"}");

    Run run = Run.of(server, "submit", "--type", "t", "--in", "-5s");

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "tickwheel: the delay is negative (field run.in); accepted: 5s, 1h30m");
  }

  @Test
  void overloadSaysWhenToComeAgain() {
    server.answers(429, "{\"detail\":\"too many tasks\"}", Map.of("Retry-After", "2"));

    Run run = Run.of(server, "submit", "--type", "t");

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).contains("too many tasks; try again in 2 s");
  }

  @Test
  void nobodyThereSaysWhatToDo() {
    String url = server.url();
    server.close();

    Run run = Run.of(Map.of(), "", "--server", url, "status");

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).contains("no Tickwheel answers at " + url).contains("./tickwheel up");
  }

  @Test
  void anotherServerIsRecognised() {
    server.answers(200, "<html>");
    assertThat(Run.of(server, "status").err()).contains("something else than JSON");

    server.answers(302, "", Map.of("Location", "http://elsewhere/"));
    assertThat(Run.of(server, "status").err()).contains("sends elsewhere (302");
  }

  @ParameterizedTest
  @CsvSource({
    "cancel a,          POST, /api/v1/tasks/a/cancel",
    "retry a,           POST, /api/v1/tasks/a/retry",
    "run-now a,         POST, /api/v1/tasks/a/run-now",
    "dlq retry a,       POST, /api/v1/dlq/a/retry",
    "dlq discard a,     POST, /api/v1/dlq/a/discard",
    "dlq,               GET,  /api/v1/dlq?limit=50",
    "dlq list,          GET,  /api/v1/dlq?limit=50",
    "dlq list type:a,   GET,  /api/v1/dlq?limit=50&q=type%3Aa",
    "get ../x,          GET,  /api/v1/tasks/..%2Fx",
    "attempts a,        GET,  /api/v1/tasks/a/attempts",
    "status,            GET,  /api/v1/stats",
    "stats,             GET,  /api/v1/stats",
    "executors,         GET,  /api/v1/executors",
    "list,              GET,  /api/v1/tasks?limit=50",
    "list a:b c>1,      GET,  /api/v1/tasks?limit=50&q=a%3Ab%20c%3E1",
    "list --after x=,   GET,  /api/v1/tasks?limit=50&cursor=x%3D",
  })
  void eachCommandIsOneCall(String words, String method, String path) {
    server.answers(200, "{}");

    Run run = Run.of(server, words.split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(server.onlyAsked().method()).isEqualTo(method);
    assertThat(server.onlyAsked().path()).isEqualTo(path);
    assertThat(server.onlyAsked().body()).isEqualTo(method.equals("POST") ? "{}" : "");
  }

  @Test
  void severalTasksAreEachTried() {
    server
        .answers(200, "{\"task_id\":\"a\",\"status\":\"cancelled\"}")
        .answers(409, "{\"detail\":\"task b is succeeded\"}")
        .answers(200, "{\"task_id\":\"c\",\"status\":\"cancelled\"}");

    Run run = Run.of(server, "cancel", "a", "b", "c");

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).contains("b: task b is succeeded");
    assertThat(run.out().lines().map(line -> line.split(" ")[0]))
        .isEqualTo(List.of("TASK_ID", "a", "c"));
  }

  @Test
  void listsShowRowsInColumnsAndTheWayOn() {
    server.answers(
        200,
        "{\"tasks\":[{\"task_id\":\"a\",\"status\":\"dead\",\"type\":\"mail\",\"retry_count\":3},"
            + "{\"task_id\":\"bb\",\"status\":\"queued\"}],\"next\":\"n1\"}");

    Run run = Run.of(server, "list");

    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            """
            TASK_ID  STATUS  TYPE  QUEUE  EXECUTE_AT  RETRY_COUNT
            a        dead    mail                     3
            bb       queued
            """);
    assertThat(run.err()).contains("--after n1");
  }

  @Test
  void jsonAndYamlKeepEverything() {
    String answer =
        "{\"a\":{\"b\":[1,2.50,\"x\"],\"c\":{}},\"d\":null,\"e\":\"no\",\"f\":[{\"g\":true}]}";
    server.answers(200, answer).answers(200, answer);

    assertThat(Run.of(server, "status", "-o", "json").out().replaceAll("\\s", ""))
        .isEqualTo(answer);
    assertThat(Run.of(server, "-o", "yaml", "status").out())
        .isEqualToNormalizingNewlines(
            """
            a:
              b:
                - 1
                - 2.50
                - x
              c: {}
            d: null
            e: "no"
            f:
              - g: true
            """);
  }

  @Test
  void whatATaskReturnedCannotSteerTheTerminal() {
    server.answers(200, "{\"task_id\":\"a\",\"output\":\"\\u001b[2Jred\\n\",\"t\":{\"u\":1}}");

    assertThat(Run.of(server, "get", "a").out())
        .isEqualToIgnoringNewLines(
            """
            task_id  a
            output   \\u001b[2Jred\\n
            t.u      1
            """);
  }
}
