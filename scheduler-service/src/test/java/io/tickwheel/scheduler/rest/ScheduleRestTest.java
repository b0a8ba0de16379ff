package io.tickwheel.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tickwheel.scheduler.fake.FakeOwners;
import io.tickwheel.scheduler.gateway.NoOwnerException.Fate;
import io.tickwheel.scheduler.rest.Api.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithoutNats.class)
class ScheduleRestTest {
  private static final String SCHEDULES = "/api/v1/schedules";
  private static final String TASK = "\"task\":{\"type\":\"a\",\"payload\":{\"x\":1}}";
  private static final String DAILY = "{\"cron\":\"0 9 * * *\"," + TASK + "}";

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
  void reset() throws Exception {
    owners.speak();
    owners.setTime(0);
    for (JsonNode schedule : api.get(SCHEDULES + "?limit=500").json().path("schedules")) {
      api.send("DELETE", SCHEDULES + "/" + schedule.path("schedule_id").asText(), Optional.empty());
    }
  }

  @Test
  void aScheduleIsCreatedAndShowsEverything() throws Exception {
    Response created =
        api.post(
            SCHEDULES,
            "{\"name\":\"Nightly report\",\"cron\":\"30 2 * * *\",\"timezone\":\"Europe/Berlin\","
                + "\"overlap\":\"buffer_one\",\"jitter\":\"30s\",\"exclusions\":[\"2030-12-25\"],"
                + TASK
                + "}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(SCHEDULES + "/nightly-report");
    assertThat(created.text("schedule_id")).isEqualTo("nightly-report");
    assertThat(created.text("state")).isEqualTo("active");
    assertThat(created.text("description")).contains("02:30").contains("Europe/Berlin");
    assertThat(created.text("next_at")).matches("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{3}Z");
    assertThat(created.text("misfire")).isEqualTo("fire_once");
    assertThat(created.text("misfire_grace")).isEqualTo("1m");
    assertThat(created.text("catchup_window")).isEqualTo("1h");
    assertThat(created.json().path("max_catchup").asInt()).isEqualTo(100);
    assertThat(created.json().path("last").isNull()).isTrue();
    assertThat(created.json().path("remaining_runs").isNull()).isTrue();
    assertThat(created.json().path("task").path("payload").path("x").asInt()).isEqualTo(1);
    assertThat(created.json().path("task").path("retry").path("max_attempts").asInt()).isEqualTo(6);
    assertThat(created.json().path("exclusions").get(0).asText()).isEqualTo("2030-12-25");
    assertThat(created.text("source")).isEqualTo("api");
    assertThat(api.get(SCHEDULES + "/nightly-report").body()).isEqualTo(created.body());
    Response again =
        api.post(SCHEDULES, "{\"name\":\"Nightly report\",\"every\":\"5m\"," + TASK + "}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("schedule-taken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "every":"90s"                             | every       | "1m30s"
          "fixed_delay":"10m"                       | fixed_delay | "10m"
          "times":["2031-01-01T00:00:00Z"]          | times       | ["2031-01-01T00:00:00.000Z"]
          """)
  void everyTimingIsSavedAndTold(String timing, String field, String shown) throws Exception {
    Response created = api.post(SCHEDULES, "{" + timing + "," + TASK + "}");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.json().path(field)).hasToString(shown);
    assertThat(created.json().has("timezone")).isFalse();
    assertThat(created.text("description")).isNotBlank();
    assertThat(created.text("schedule_id")).startsWith("schedule-");
  }

  @Test
  void putMakesAndReplacesAndWhatWasShownCanBePutAgain() throws Exception {
    String path = SCHEDULES + "/put:1";
    assertThat(put(path, DAILY).status()).isEqualTo(201);
    Response same = put(path, DAILY);
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.json().path("revision").asInt()).isEqualTo(1);
    Response other = put(path, "{\"every\":\"5m\"," + TASK + "}");
    assertThat(other.json().path("revision").asInt()).isEqualTo(2);
    assertThat(other.json().has("cron")).isFalse();
    String task = other.json().path("task").toString();
    assertThat(
            put(path, "{\"every\":\"5m\",\"task\":" + task + "}").json().path("revision").asInt())
        .isEqualTo(2);
    assertThat(put(path, "{\"id\":\"x\",\"every\":\"5m\"," + TASK + "}").problem())
        .isEqualTo("conflicting-fields");
    assertThat(put(SCHEDULES + "/a%20b", DAILY).text("field")).isEqualTo("schedule_id");
  }

  @Test
  void patchChangesWhatIsGivenAndNothingElse() throws Exception {
    String path = SCHEDULES + "/patched";
    put(
        path,
        "{\"cron\":\"0 9 * * *\",\"timezone\":\"Asia/Tokyo\",\"gap\":\"shift\",\"jitter\":\"5s\","
            + TASK
            + "}");
    Response moved = patch(path, "{\"cron\":\"0 10 * * *\",\"jitter\":null}");
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    assertThat(moved.text("cron")).isEqualTo("0 10 * * *");
    assertThat(moved.text("timezone")).isEqualTo("Asia/Tokyo");
    assertThat(moved.text("gap")).isEqualTo("shift");
    assertThat(moved.text("jitter")).isEqualTo("0s");
    assertThat(moved.json().path("task").path("payload").path("x").asInt()).isEqualTo(1);
    Response every = patch(path, "{\"every\":\"1h\"}");
    assertThat(every.text("every")).isEqualTo("1h");
    assertThat(every.json().has("cron")).isFalse();
    assertThat(patch(path, "{}").problem()).isEqualTo("missing-field");
    assertThat(patch(path, "{\"gap\":\"skip\"}").problem()).isEqualTo("conflicting-fields");
    assertThat(patch(path, "{\"cron\":\"x * * * *\"}").json().path("position").asInt(-1)).isZero();
    assertThat(patch(SCHEDULES + "/nobody", "{\"jitter\":\"5s\"}").status()).isEqualTo(404);
  }

  @Test
  void aPatchKeepsTheRunsThatAreLeft() throws Exception {
    long start = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();
    owners.setTime(start);
    String path = SCHEDULES + "/counted";
    put(path, "{\"every\":\"1m\",\"remaining_runs\":2,\"overlap\":\"allow_all\"," + TASK + "}");
    owners.passUntil(start + 60_000);
    Response once = patch(path, "{\"jitter\":\"1s\"}");
    assertThat(once.json().path("remaining_runs").asInt()).isEqualTo(1);
    assertThat(once.json().path("fired_total").asInt()).isEqualTo(1);
    owners.passUntil(start + 300_000);
    assertThat(api.get(path).json().path("fired_total").asInt()).isEqualTo(2);
    assertThat(api.get(path + "/next").json().path("next")).isEmpty();
    assertThat(patch(path, "{\"jitter\":\"2s\"}").status()).isEqualTo(409);
    assertThat(patch(path, "{\"remaining_runs\":null}").json().path("remaining_runs").isNull())
        .isTrue();
  }

  @Test
  void pagesGoOnWhereTheOneBeforeEnded() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      ids.add("page-%02d".formatted(i));
      put(SCHEDULES + "/" + ids.getLast(), DAILY);
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = api.get(SCHEDULES + "?limit=10&source=api&after=" + after).json();
      page.path("schedules").forEach(s -> seen.add(s.path("schedule_id").asText()));
      after = page.path("next").asText();
    } while (!after.isEmpty());
    assertThat(seen).isEqualTo(ids);
    JsonNode exact = api.get(SCHEDULES + "?limit=25").json();
    assertThat(exact.path("schedules")).hasSize(25);
    assertThat(exact.has("next")).isFalse();
    assertThat(api.get(SCHEDULES + "?source=crontab:x").json().path("schedules")).isEmpty();
  }

  @Test
  void aPausedScheduleSkipsUntilItIsResumed() throws Exception {
    long start = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();
    owners.setTime(start);
    String path = SCHEDULES + "/paused";
    put(path, "{\"every\":\"1m\",\"overlap\":\"allow_all\"," + TASK + "}");
    Response paused = api.post(path + "/pause", "{\"note\":\"release\"}");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.text("state")).isEqualTo("paused");
    assertThat(paused.json().path("pause").path("note").asText()).isEqualTo("release");
    assertThat(paused.json().path("pause").path("until").isNull()).isTrue();
    assertThat(paused.json().path("next_at").isNull()).isTrue();
    owners.passUntil(start + 180_000);
    Response resumed = api.post(path + "/resume", "");
    assertThat(resumed.text("state")).isEqualTo("active");
    assertThat(resumed.json().path("skipped_total").asInt()).isEqualTo(3);
    assertThat(resumed.json().path("fired_total").asInt()).isZero();
    owners.passUntil(start + 240_000);
    assertThat(api.get(path).json().path("fired_total").asInt()).isEqualTo(1);
    assertThat(api.post(path + "/pause", "").status()).isEqualTo(200);
  }

  @Test
  void aTriggerRunsNowUnderItsOverlapPolicy() throws Exception {
    String path = SCHEDULES + "/triggered";
    put(path, DAILY);
    Response first = api.post(path + "/trigger", "");
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    String task = first.json().path("last").path("task_id").asText();
    assertThat(api.get("/api/v1/tasks/" + task).json().path("labels").path("schedule").asText())
        .isEqualTo("triggered");
    assertThat(first.json().path("running")).hasSize(1);
    Response second = api.post(path + "/trigger", "{}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("detail")).contains("a run of it is not done");
    Response beside = api.post(path + "/trigger", "{\"overlap\":\"allow_all\"}");
    assertThat(beside.json().path("running")).hasSize(2);
  }

  @Test
  void aBackfillTellsFirstAndThenRuns() throws Exception {
    long start = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();
    owners.setTime(start);
    String path = SCHEDULES + "/filled";
    put(path, "{\"cron\":\"0 * * * *\",\"misfire\":\"skip\"," + TASK + "}");
    owners.passUntil(start + 5 * 3_600_000 + 120_000);
    String range = "\"from\":\"2030-01-01T02:00:00Z\",\"to\":\"2030-01-01T04:00:00Z\"";
    Response dry =
        api.post(path + "/backfill", "{" + range + ",\"dry_run\":true,\"order\":\"newest_first\"}");
    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.json().path("occurrences"))
        .hasToString(
            "[\"2030-01-01T04:00:00.000Z\",\"2030-01-01T03:00:00.000Z\","
                + "\"2030-01-01T02:00:00.000Z\"]");
    assertThat(api.get(path).json().path("backfilling").asInt()).isZero();
    Response real = api.post(path + "/backfill", "{" + range + ",\"max_concurrent\":2}");
    assertThat(real.status()).isEqualTo(202);
    assertThat(real.json().path("count").asInt()).isEqualTo(3);
    owners.passUntil(start + 5 * 3_600_000 + 121_000);
    JsonNode begun = api.get(path).json();
    assertThat(begun.path("running")).hasSize(2);
    assertThat(begun.path("backfilling").asInt()).isEqualTo(1);
    assertThat(api.post(path + "/backfill", "{" + range + "}").status()).isEqualTo(409);
  }

  /// The worked example of docs/schedules.md.
  @ParameterizedTest
  @CsvSource({"skip,100,0,13", "fire_once,100,1,12", "fire_all,100,4,9", "fire_all,2,2,11"})
  void whatWasMissedIsMadeUpForAsDocumented(String misfire, int most, int fired, int skipped)
      throws Exception {
    owners.setTime(Instant.parse("2030-01-01T08:50:00Z").toEpochMilli());
    String path = SCHEDULES + "/missed-" + misfire + most;
    put(
        path,
        "{\"cron\":\"*/15 * * * *\",\"overlap\":\"allow_all\",\"misfire\":\"%s\","
                .formatted(misfire)
            + "\"max_catchup\":%d,%s}".formatted(most, TASK));
    owners.passUntil(Instant.parse("2030-01-01T12:05:00Z").toEpochMilli());
    JsonNode now = api.get(path).json();
    assertThat(now.path("fired_total").asInt()).isEqualTo(fired);
    assertThat(now.path("skipped_total").asInt()).isEqualTo(skipped);
    assertThat(now.path("next_at").asText()).isEqualTo("2030-01-01T12:15:00.000Z");
  }

  @Test
  void nextTellsWhatIsToCome() throws Exception {
    put(
        SCHEDULES + "/soon",
        "{\"times\":[\"2031-01-01T00:00:00Z\",\"2032-01-01T00:00:00Z\",\"2033-01-01T00:00:00Z\"],"
            + "\"exclusions\":[\"2032-01-01\"],"
            + TASK
            + "}");
    assertThat(api.get(SCHEDULES + "/soon/next").json().path("next"))
        .hasToString("[\"2031-01-01T00:00:00.000Z\",\"2033-01-01T00:00:00.000Z\"]");
    assertThat(api.get(SCHEDULES + "/soon/next?count=1").json().path("next")).hasSize(1);
    Response paused = api.post(SCHEDULES + "/soon/pause", "{\"until\":\"2031-06-01T00:00:00Z\"}");
    assertThat(paused.text("next_at")).isEqualTo("2033-01-01T00:00:00.000Z");
    assertThat(api.get(SCHEDULES + "/soon/next").json().path("next"))
        .hasToString("[\"2033-01-01T00:00:00.000Z\"]");
  }

  @Test
  void whatIsGoneIsUnknown() throws Exception {
    put(SCHEDULES + "/gone", DAILY);
    Response last = api.send("DELETE", SCHEDULES + "/gone", Optional.empty());
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.text("schedule_id")).isEqualTo("gone");
    for (String id : List.of("gone", "a%2Fb", "%00", "%F0%9F%98%80")) {
      String path = SCHEDULES + "/" + id;
      assertThat(api.get(path).status()).isEqualTo(404);
      assertThat(api.get(path + "/next").status()).isEqualTo(404);
      assertThat(api.send("DELETE", path, Optional.empty()).status()).isEqualTo(404);
      for (String action : List.of("pause", "resume", "trigger")) {
        assertThat(api.post(path + "/" + action, "").status()).isEqualTo(404);
      }
    }
    assertThat(api.get(SCHEDULES + "/gone").problem()).isEqualTo("unknown-schedule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pause    | {"until":"2001-01-01T00:00:00Z"}                                   | until
          pause    | {"until":"5m"}                                                     | until
          pause    | {"till":"2031-01-01T00:00:00Z"}                                    | till
          pause    | {"note":"a","note":"b"}                                            | note
          trigger  | {"overlap":"maybe"}                                                | overlap
          trigger  | {"now":true}                                                       | now
          backfill | {}                                                                 | from
          backfill | {"from":"2030-01-01T00:00:00Z"}                                    | to
          backfill | {"from":"2030-01-02T00:00:00Z","to":"2030-01-01T00:00:00Z"}        | to
          backfill | {"from":"x","to":"2030-01-01T00:00:00Z"}                           | from
          backfill | {"from":"2030-01-01T00:00:00Z","to":"2030-01-01T00:00:00Z","dry_run":1}        | dry_run
          backfill | {"from":"2030-01-01T00:00:00Z","to":"2030-01-01T00:00:00Z","order":"any"}      | order
          backfill | {"from":"2030-01-01T00:00:00Z","to":"2030-01-01T00:00:00Z","max_concurrent":0} | max_concurrent
          backfill | {"from":"2030-01-01T00:00:00Z","to":"2030-01-01T00:00:00Z","reprocess":"some"} | reprocess
          """)
  void badWishesAreRefused(String action, String body, String field) throws Exception {
    put(SCHEDULES + "/wished", DAILY);
    Response refused = api.post(SCHEDULES + "/wished/" + action, body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo(field);
    assertThat(refused.text("accepted")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/schedules?limit=0,limit",
    "/api/v1/schedules?limit=501,limit",
    "/api/v1/schedules?limit=x,limit",
    "/api/v1/schedules?page=2,page",
    "/api/v1/schedules?limit=1&limit=2,limit",
    "/api/v1/schedules/x/next?count=-1,count",
    "/api/v1/schedules/x/next?n=1,n",
    "/api/v1/cron/next,expr",
    "/api/v1/cron/next?expr=x,expr",
    "/api/v1/cron/next?expr=@daily&tz=Nowhere,tz",
    "/api/v1/cron/next?expr=@daily&from=today,from",
    "/api/v1/cron/next?expr=@daily&count=1001,count",
    "/api/v1/cron/next?expr=@daily&gap=later,gap",
    "/api/v1/cron/next?expr=@daily&dst_overlap=x,dst_overlap",
    "/api/v1/cron/next?expr=@daily&day_match=x,day_match",
    "/api/v1/cron/next?expr=@daily&zone=UTC,zone"
  })
  void badQueriesAreRefused(String path, String field) throws Exception {
    Response refused = api.get(path);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo(field);
    assertThat(refused.text("accepted")).isNotBlank();
  }

  @Test
  void anExpressionIsAnsweredWithoutASchedule() throws Exception {
    String question =
        "/api/v1/cron/next?expr="
            + URLEncoder.encode("30 2 * * *", StandardCharsets.UTF_8)
            + "&tz=America/New_York&from=2026-03-07T12:00:00Z&count=2";
    Response answer = api.get(question);
    assertThat(answer.json().path("next"))
        .hasToString("[\"2026-03-08T07:00:00.000Z\",\"2026-03-09T06:30:00.000Z\"]");
    assertThat(answer.text("description")).contains("02:30");
    assertThat(answer.text("timezone")).isEqualTo("America/New_York");
    assertThat(api.get(question + "&gap=shift").json().path("next").get(0).asText())
        .isEqualTo("2026-03-08T07:30:00.000Z");
  }

  @Test
  void aTaskWithCronMakesASchedule() throws Exception {
    String fields = "\"callback_url\":\"http://h/\",\"data\":{\"x\":1}";
    for (String path : List.of("/api/v1/tasks/cron", "/api/v1/tasks", "/tasks")) {
      Response made =
          api.post(path, "{\"timezone\":\"Asia/Tokyo\",\"cron\":\"0 30 9 * * *\"," + fields + "}");
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      assertThat(made.json().properties()).hasSize(3);
      assertThat(made.text("status")).isEqualTo("active");
      assertThat(made.text("next_at")).endsWith("T00:30:00.000Z");
      String schedule = SCHEDULES + "/" + made.text("schedule_id");
      assertThat(made.header("Location")).isEqualTo(schedule);
      assertThat(api.get(schedule).json().path("task").path("target").path("url").asText())
          .isEqualTo("http://h/");
    }
    assertThat(api.post("/api/v1/tasks/cron", "{" + fields + "}").text("field")).isEqualTo("cron");
    assertThat(
            api.post("/api/v1/tasks/delay", "{\"cron\":\"@daily\",\"delay\":\"5s\"," + fields + "}")
                .text("field"))
        .isEqualTo("cron");
    Response batch =
        api.post("/api/v1/tasks/batch", "{\"type\":\"a\",\"cron\":\"@daily\"}\n{\"type\":\"a\"}");
    assertThat(batch.body().lines().toList().getFirst()).contains("schedule_id", "active");
  }

  @Test
  void aRepeatedRecurringTaskMakesOneSchedule() throws Exception {
    String body = "{\"type\":\"a\",\"cron\":\"@daily\"}";
    Response first = api.post("/api/v1/tasks/cron", body, "Idempotency-Key", "again");
    Response second = api.post("/api/v1/tasks", " " + body, "Idempotency-Key", "again");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    Response other =
        api.post("/api/v1/tasks/cron", body.replace("daily", "hourly"), "Idempotency-Key", "again");
    assertThat(other.status()).isEqualTo(422);
    assertThat(api.get(SCHEDULES).json().path("schedules")).hasSize(1);
  }

  @Test
  void secretsAreNotShownAndTheirMasksNotTaken() throws Exception {
    String target =
        "{\"kind\":\"http\",\"url\":\"http://h/\",\"headers\":{\"Authorization\":\"Bearer s\"}}";
    Response made =
        put(SCHEDULES + "/secret", "{\"every\":\"5m\",\"task\":{\"target\":" + target + "}}");
    assertThat(made.body()).doesNotContain("Bearer s");
    Response back =
        put(SCHEDULES + "/secret", "{\"every\":\"6m\",\"task\":" + made.json().path("task") + "}");
    assertThat(back.status()).isEqualTo(400);
    assertThat(back.text("field")).isEqualTo("task.target.headers.Authorization");
    assertThat(patch(SCHEDULES + "/secret", "{\"every\":\"6m\"}").status()).isEqualTo(200);
  }

  @Test
  void silentOwnersAreNotTakenForNobody() throws Exception {
    owners.fallSilent(Fate.UNKNOWN);
    for (Response answer :
        List.of(
            api.post(SCHEDULES, DAILY),
            api.get(SCHEDULES),
            api.get(SCHEDULES + "/x"),
            put(SCHEDULES + "/x", DAILY),
            api.post("/api/v1/tasks/cron", "{\"type\":\"a\",\"cron\":\"@daily\"}"))) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE,/api/v1/schedules,'GET, POST'",
    "POST,/api/v1/schedules/x,'DELETE, GET, PATCH, PUT'",
    "GET,/api/v1/schedules/x/pause,POST",
    "POST,/api/v1/schedules/x/next,GET",
    "POST,/api/v1/cron/next,GET",
    "PUT,/api/v1/tasks/cron,POST"
  })
  void otherMethodsAreRefused(String method, String path, String allowed) throws Exception {
    Response refused = api.send(method, path, Optional.empty());
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).isEqualTo(allowed);
  }

  private Response put(String path, String body) throws Exception {
    return api.send("PUT", path, Optional.of(BodyPublishers.ofString(body)));
  }

  private Response patch(String path, String body) throws Exception {
    return api.send("PATCH", path, Optional.of(BodyPublishers.ofString(body)));
  }
}
