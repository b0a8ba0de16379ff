package io.tickwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubmitTest {
  private static final String CREATED =
      "{\"task_id\":\"t1\",\"status\":\"scheduled\",\"execute_at\":\"2026-01-01T00:00:05.000Z\"}";

  private final ScriptedServer server;

  SubmitTest() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void sendsTheFieldsAsGiven() {
    server.answers(201, CREATED);

    Run run =
        Run.of(
            server,
            "submit",
            "--type",
            "mail",
            "--payload",
            "{\"n\":1.50}",
            "--in",
            "5s",
            "--queue",
            "q",
            "--priority",
            "2",
            "--max-attempts",
            "3",
            "--label",
            "customer=42",
            "--delivery",
            "at_most_once",
            "--idempotency-key",
            "k1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            """
            task_id     t1
            status      scheduled
            execute_at  2026-01-01T00:00:05.000Z
            """);
    assertThat(server.onlyAsked())
        .isEqualTo(
            new ScriptedServer.Asked(
                "POST",
                "/api/v1/tasks",
                "{\"type\":\"mail\",\"payload\":{\"n\":1.50},\"delay\":\"5s\",\"queue\":\"q\","
                    + "\"priority\":2,\"delivery\":\"at_most_once\","
                    + "\"retry\":{\"max_attempts\":3},\"labels\":{\"customer\":\"42\"}}",
                Optional.of("k1")));
  }

  @Test
  void callsBackOverHttp() {
    server.answers(201, CREATED);

    Run.of(
        server,
        "submit",
        "--http",
        "http://h/x",
        "--method",
        "PUT",
        "--header",
        "A=b",
        "--at",
        "2026-12-01T08:00:00Z");

    assertThat(server.onlyAsked().body())
        .isEqualTo(
            "{\"target\":{\"http\":{\"url\":\"http://h/x\",\"method\":\"PUT\","
                + "\"headers\":{\"A\":\"b\"}}},\"run_at\":\"2026-12-01T08:00:00Z\"}");
  }

  @Test
  void aCronExpressionMakesASchedule() {
    server.answers(201, "{\"schedule_id\":\"s1\",\"status\":\"active\"}");

    Run run = Run.of(server, "submit", "--type", "t", "--cron", "0 9 * * *", "--tz", "Asia/Tokyo");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("schedule_id  s1");
    assertThat(server.onlyAsked().body())
        .isEqualTo("{\"type\":\"t\",\"cron\":\"0 9 * * *\",\"timezone\":\"Asia/Tokyo\"}");
  }

  @Test
  void takesEverythingAfterTheDashesAsArgv() {
    server.answers(201, CREATED);

    Run.of(server, "submit", "--type", "t", "--exec", "--", "/bin/echo", "-n", "--type", "x");

    assertThat(server.onlyAsked().body())
        .isEqualTo(
            "{\"target\":{\"process\":{\"argv\":[\"/bin/echo\",\"-n\",\"--type\",\"x\"]}},"
                + "\"type\":\"t\"}");
  }

  @Test
  void readsThePayloadFromFileOrInput(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("p.json"), "[1]");
    server.answers(201, CREATED).answers(201, CREATED);

    Run.of(server, "submit", "--type", "t", "--payload", "@" + file);
    Run.of(Map.of(), "\"in\"", "submit", "--server", server.url(), "--type", "t", "--payload", "-");

    assertThat(server.asked().get(0).body()).isEqualTo("{\"type\":\"t\",\"payload\":[1]}");
    assertThat(server.asked().get(1).body()).isEqualTo("{\"type\":\"t\",\"payload\":\"in\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "succeeded,0",
    "dead,1",
    "cancelled,3",
    "expired,3",
    "skipped,3",
    "lost,3",
  })
  void waitExitsWithTheOutcome(String status, int exitCode) {
    server
        .answers(201, CREATED)
        .answers(200, "{\"task_id\":\"t1\",\"status\":\"running\"}")
        .answers(200, "{\"task_id\":\"t1\",\"status\":\"" + status + "\"}");

    Run run = Run.of(server, "submit", "--type", "t", "--wait", "-o", "json");

    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).contains("\"status\" : \"" + status + "\"").doesNotContain("running");
    assertThat(server.asked().get(2).path()).isEqualTo("/api/v1/tasks/t1?wait=10000ms");
  }

  @Test
  void waitOutlivesServicesThatAreAwayForAMoment() {
    server
        .answers(201, CREATED)
        .answers(503, "")
        .answers(200, "{\"task_id\":\"t1\",\"status\":\"succeeded\"}");

    assertThat(Run.of(server, "submit", "--type", "t", "--wait").exitCode()).isZero();
  }

  @Test
  void waitEndsAtItsTimeout() {
    server.answers(201, CREATED).answers(200, "{\"task_id\":\"t1\",\"status\":\"running\"}");

    Run run = Run.of(server, "submit", "--type", "t", "--wait", "--timeout", "0s");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_FINISHED);
    assertThat(run.out()).contains("running");
    assertThat(run.err()).contains("it goes on");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --type t --cron @hourly --wait       | --cron makes a schedule, which has none
          --type t --cron @hourly --in 5s      | --cron excludes --in and --at
          --type t --tz UTC                    | --tz goes with --cron
          --type t --in 1s --at 2026-01-01     | --in and --at exclude each other
          --queue q                            | --type is missing
          --http http://h --exec -- ls         | --http and --exec exclude each other
          --type t --exec                      | --exec: the process is missing
          --type t ls                          | 'ls' is not expected here
          --type t --header A=b                | --method and --header go with --http
          --type t --env A=b                   | --env goes with --exec
          --type t --payload {a:1}             | --payload is not JSON
          --type t --payload @/no/such/file    | --payload: there is no file /no/such/file
          --type t --max-attempts many         | 'many' is not an int
          --type t --timeout 5s                | --wait is missing
          --type t --wait --timeout soon       | 'soon' is not a duration; accepted: 5s
          --type t --color red                 | Unknown option: '--color'
          --type t --server localhost          | 'localhost' is not a server's address
          --type t --idempotency-key ü         | expected are printable ASCII characters
          """)
  void refusesAWrongCommandLineAndSendsNothing(String arguments, String sentence) {
    String[] words = ("submit " + arguments).split(" ");

    Run run = Run.of(server, words);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("tickwheel: ").contains(sentence).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(server.asked()).isEmpty();
  }
}
