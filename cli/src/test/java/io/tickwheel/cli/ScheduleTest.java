package io.tickwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {
  private final ScriptedServer server;

  ScheduleTest() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void createSendsTheFieldsAsGiven() {
    server.answers(201, "{\"schedule_id\":\"nightly\",\"state\":\"active\"}");

    Run run =
        Run.of(
            server,
            "schedule",
            "create",
            "--id",
            "nightly",
            "--cron",
            "30 2 * * *",
            "--tz",
            "Europe/Berlin",
            "--gap",
            "shift",
            "--misfire",
            "fire_all",
            "--max-catchup",
            "7",
            "--overlap",
            "buffer_one",
            "--exclude",
            "2030-12-25",
            "--exclude",
            "0 2 1 1 *",
            "--remaining-runs",
            "3",
            "--type",
            "report",
            "--payload",
            "{\"n\":1.50}",
            "--queue",
            "q");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            """
            schedule_id  nightly
            state        active
            """);
    assertThat(server.onlyAsked().method()).isEqualTo("POST");
    assertThat(server.onlyAsked().path()).isEqualTo("/api/v1/schedules");
    assertThat(server.onlyAsked().body())
        .isEqualTo(
            "{\"id\":\"nightly\",\"cron\":\"30 2 * * *\",\"timezone\":\"Europe/Berlin\","
                + "\"gap\":\"shift\",\"misfire\":\"fire_all\",\"max_catchup\":7,"
                + "\"overlap\":\"buffer_one\",\"remaining_runs\":3,"
                + "\"exclusions\":[\"2030-12-25\",\"0 2 1 1 *\"],"
                + "\"task\":{\"type\":\"report\",\"payload\":{\"n\":1.50},\"queue\":\"q\"}}");
  }

  @Test
  void createTakesTimesAndAProcess() {
    server.answers(201, "{}");

    Run.of(
        server,
        "schedule",
        "create",
        "--time",
        "2030-01-01T00:00:00Z",
        "--time",
        "2031-01-01T00:00:00Z",
        "--exec",
        "--",
        "/bin/echo",
        "--at");

    assertThat(server.onlyAsked().body())
        .isEqualTo(
            "{\"times\":[\"2030-01-01T00:00:00Z\",\"2031-01-01T00:00:00Z\"],"
                + "\"task\":{\"target\":{\"process\":{\"argv\":[\"/bin/echo\",\"--at\"]}}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          schedule                              | GET    | /api/v1/schedules?limit=50                | ``
          schedule list                         | GET    | /api/v1/schedules?limit=50                | ``
          schedule list --source sql:a --after b | GET   | /api/v1/schedules?limit=50&source=sql%3Aa&after=b | ``
          schedule get a:b                      | GET    | /api/v1/schedules/a%3Ab                   | ``
          schedule get ../x                     | GET    | /api/v1/schedules/..%2Fx                  | ``
          schedule next a -n 3                  | GET    | /api/v1/schedules/a/next?count=3          | ``
          schedule delete a                     | DELETE | /api/v1/schedules/a                       | ``
          schedule pause a                      | POST   | /api/v1/schedules/a/pause                 | {}
          schedule pause a --until x --note y   | POST   | /api/v1/schedules/a/pause                 | {"until":"x","note":"y"}
          schedule resume a                     | POST   | /api/v1/schedules/a/resume                | {}
          schedule trigger a                    | POST   | /api/v1/schedules/a/trigger               | {}
          schedule trigger a --overlap allow_all | POST  | /api/v1/schedules/a/trigger               | {"overlap":"allow_all"}
          schedule backfill a --from x --to y   | POST   | /api/v1/schedules/a/backfill              | {"from":"x","to":"y","dry_run":false}
          schedule backfill a --from x --to y --dry-run --max-concurrent 4 --reprocess failed --order newest_first | POST | /api/v1/schedules/a/backfill | {"from":"x","to":"y","dry_run":true,"order":"newest_first","max_concurrent":4,"reprocess":"failed"}
          """)
  void eachCommandIsOneCall(String words, String method, String path, String body) {
    server.answers(200, "{}");

    Run run = Run.of(server, words.split(" "));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(server.onlyAsked().method()).isEqualTo(method);
    assertThat(server.onlyAsked().path()).isEqualTo(path);
    assertThat(server.onlyAsked().body()).isEqualTo(body);
  }

  @Test
  void listsShowRowsInColumnsAndTheWayOn() {
    server.answers(
        200,
        "{\"schedules\":[{\"schedule_id\":\"a\",\"state\":\"active\",\"description\":\"at 02:30\","
            + "\"next_at\":\"2030-01-01T02:30:00.000Z\",\"fired_total\":3,\"skipped_total\":0},"
            + "{\"schedule_id\":\"b\",\"state\":\"paused\",\"next_at\":null}],\"next\":\"b\"}");

    Run run = Run.of(server, "schedule", "list");

    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            """
            SCHEDULE_ID  STATE   DESCRIPTION  NEXT_AT                   FIRED_TOTAL  SKIPPED_TOTAL
            a            active  at 02:30     2030-01-01T02:30:00.000Z  3            0
            b            paused
            """);
    assertThat(run.err()).contains("--after b");
  }

  @Test
  void nextShowsTimesOneALine() {
    String answer =
        "{\"schedule_id\":\"a\",\"state\":\"active\",\"next\":[\"2030-01-01T00:00:00.000Z\"]}";
    server.answers(200, answer).answers(200, answer).answers(200, "{\"next\":[]}");

    assertThat(Run.of(server, "schedule", "next", "a").out())
        .isEqualToIgnoringNewLines("DUE\n2030-01-01T00:00:00.000Z\n");
    assertThat(Run.of(server, "schedule", "next", "a", "-o", "json").out().replaceAll("\\s", ""))
        .isEqualTo(answer);
    assertThat(Run.of(server, "schedule", "next", "a").err()).contains("Nothing is to come");
  }

  @Test
  void aRefusalIsOneSentence() {
    server.answers(
        400,
        "{\"detail\":\"cron: minute: 61 is over 59.\",\"field\":\"cron\",\"accepted\":\"0 to 59\"}");

    Run run = Run.of(server, "schedule", "create", "--cron", "61 * * * *", "--type", "a");

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines("tickwheel: cron: minute: 61 is over 59; accepted: 0 to 59");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          create --type a                                  | nothing says when it is due
          create --type a --every 5m --cron @daily         | exclude each other
          create --every 5m                                | --type is missing
          create --every 5m --type a --in 5s               | --in: a schedule's tasks are due when
          create --every 5m --type a --at 2030             | --at: a schedule's tasks are due when
          create --every 5m --type a --start-deadline 5s   | --start-deadline: a schedule's tasks
          create --every 5m --type a --max-catchup many    | 'many' is not an int
          create --every 5m --type a --color red           | Unknown option: '--color'
          get                                              | Missing required parameter: 'SCHEDULE'
          backfill a --from x                              | Missing required option: '--to
          next a -n many                                   | 'many' is not an int
          explode                                          | Unmatched argument
          """)
  void refusesAWrongCommandLineAndSendsNothing(String arguments, String sentence) {
    Run run = Run.of(server, ("schedule " + arguments).split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("tickwheel: ").contains(sentence).doesNotContain("\tat ");
    assertThat(server.asked()).isEmpty();
  }
}
