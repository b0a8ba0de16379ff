package io.tickwheel.monitor.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Pause;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Projection;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.monitor.store.BatchWriter;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.HistoryDatabase;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.JournalCodec;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The monitor without NATS: it starts, says that it is not ready, and answers from its history.
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class HistoryApiTest {
  private static final long NOW = 1_780_000_000_123L;
  private static final Incarnation EXECUTOR = new Incarnation(1, 2);
  private static final TaskId SUCCEEDED = id(1);
  private static final TaskId DEAD = id(2);
  private static final TaskId WAITING = id(3);

  @TestHTTPResource("/")
  URI monitor = URI.create("http://unset");

  @Inject HistoryDatabase database;

  private static TaskId id(int number) {
    return TaskId.create(NOW, 3, number);
  }

  @BeforeEach
  void fillOnce() {
    if (new History(database).position().sequence() > 0) {
      return;
    }
    try (var writer = new BatchWriter(database)) {
      var batch = new Batch(0);
      var events = new ArrayList<PartitionEvent>();
      events.add(submitted(SUCCEEDED, "send_email", NOW));
      events.add(new TaskEvent.Dispatched(SUCCEEDED, 1, EXECUTOR));
      events.add(failed(SUCCEEDED, 1, new Next.RetryAt(NOW + 10)));
      events.add(new TaskEvent.Dispatched(SUCCEEDED, 2, EXECUTOR));
      events.add(
          new TaskEvent.AttemptSucceeded(
              SUCCEEDED, 2, EXECUTOR, NOW + 11, NOW + 20, Payload.of("{\"sent\":1e400}")));
      events.add(new TaskEvent.StaleResult(SUCCEEDED, 1, EXECUTOR, "succeeded"));
      events.add(submitted(DEAD, "charge", NOW));
      events.add(new TaskEvent.Dispatched(DEAD, 1, EXECUTOR));
      events.add(failed(DEAD, 1, new Next.Dead()));
      events.add(submitted(WAITING, "later", Long.MAX_VALUE / 2_000_000));
      var id = new ScheduleId("reports.daily:eu@1");
      TaskId place = id.place(16);
      events.add(
          new ScheduleEvent.Paused(place, id, new Pause(NOW, NOW + 60_000, "moving", false)));
      events.add(new ScheduleEvent.Fired(place, id, SUCCEEDED, NOW, 0, Cause.DUE, false));
      events.add(
          new ScheduleEvent.Skipped(
              place, id, NOW, NOW + 9_000, 10, SkipReason.MISFIRED, Cause.CATCH_UP));
      new Projection(writer.rows(), Pulse.NONE)
          .apply(
              batch,
              1,
              3,
              NOW,
              JournalCodec.encode(new EventFrame(1, 1, NOW, 1, List.of(), events)));
      writer.write(batch);
    }
  }

  private static TaskEvent submitted(TaskId id, String type, long runAt) {
    var target =
        new Target.Http("POST", "http://127.0.0.1/x", Map.of("Authorization", "Bearer abc"));
    var spec = TaskSpec.of(type, target, Payload.of("{\"n\":1}"));
    return new TaskEvent.Submitted(id, PackedSpec.pack(spec), runAt, NOW, OptionalLong.empty());
  }

  private static TaskEvent failed(TaskId id, int attempt, Next next) {
    var failure = new Failure(FailureKind.HTTP_STATUS, "answered 503", 503, true, 0);
    return new TaskEvent.AttemptFailed(id, attempt, EXECUTOR, NOW + 1, NOW + 5, failure, next);
  }

  @Test
  void taskIsToldInFullWithoutItsSecrets() throws Exception {
    HttpResponse<String> answer = get("/api/v1/history/" + SUCCEEDED);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"status\":\"succeeded\"")
        .contains("\"created_at\":\"2026-05-28T20:26:40.123Z\"")
        .contains("\"retry_count\":1")
        .contains("\"output\":{\"sent\":1e400}")
        .contains("\"payload\":{\"n\":1}")
        .contains("\"Authorization\":\"***\"")
        .doesNotContain("Bearer");
  }

  @Test
  void attemptsAndLateResultsAreListed() throws Exception {
    HttpResponse<String> answer = get("/api/v1/tasks/" + SUCCEEDED + "/attempts");
    assertThat(Http.values(answer, "attempt")).containsExactly("1", "2", "1");
    assertThat(Http.values(answer, "outcome")).containsExactly("failed", "succeeded", "succeeded");
    assertThat(Http.values(answer, "error")).containsExactly("answered 503");
  }

  @Test
  void everyOccurrenceIsAccountedForNewestFirst() throws Exception {
    String path = "/api/v1/schedules/reports.daily:eu@1/occurrences";
    HttpResponse<String> all = get(path);
    assertThat(all.body())
        .isEqualTo(
            """
            {"occurrences":[\
            {"nominal_time":"2026-05-28T20:26:40.123Z","until":"2026-05-28T20:26:49.123Z","count":10,\
            "outcome":"skipped","reason":"misfired","cause":"catch_up","missed":0,\
            "recorded_at":"2026-05-28T20:26:40.123Z"},\
            {"nominal_time":"2026-05-28T20:26:40.123Z","count":1,"outcome":"fired","cause":"due",\
            "task_id":"%s","missed":0,"recorded_at":"2026-05-28T20:26:40.123Z"},\
            {"outcome":"paused","until":"2026-05-28T20:27:40.123Z","note":"moving",\
            "recorded_at":"2026-05-28T20:26:40.123Z"}]}"""
                .formatted(SUCCEEDED));
    assertThat(Http.values(get(path + "?what=fired"), "outcome")).containsExactly("fired");
    assertThat(Http.values(get(path + "?what=skipped"), "outcome")).containsExactly("skipped");
    assertThat(get("/api/v1/schedules/nobody/occurrences").body())
        .isEqualTo("{\"occurrences\":[]}");
  }

  @Test
  void pagesOfOccurrencesFollowEachOther() throws Exception {
    String path = "/api/v1/schedules/reports.daily:eu@1/occurrences?limit=2";
    HttpResponse<String> first = get(path);
    assertThat(Http.values(first, "outcome")).containsExactly("skipped", "fired");
    String next = Http.values(first, "next").getFirst();
    HttpResponse<String> second = get(path + "&after=" + next);
    assertThat(Http.values(second, "outcome")).containsExactly("paused");
    assertThat(Http.values(second, "next")).isEmpty();
    assertThat(get(path + "&what=fired&after=" + next).statusCode()).isEqualTo(400);
  }

  @Test
  void listsShowWhatIsAskedFor() throws Exception {
    assertThat(ids("/api/v1/tasks")).containsExactly(WAITING, DEAD, SUCCEEDED);
    assertThat(ids("/api/v1/history")).containsExactly(DEAD, SUCCEEDED);
    assertThat(ids("/api/v1/history?state=scheduled")).containsExactly(WAITING);
    assertThat(ids("/api/v1/tasks?q=" + encoded("type:s* created>2026-01-01")))
        .containsExactly(SUCCEEDED);
    assertThat(ids("/api/v1/tasks?created_to=2026-01-01")).isEmpty();
    assertThat(ids("/api/v1/tasks?type=charge&queue=default")).containsExactly(DEAD);
    assertThat(ids("/api/v1/dlq")).containsExactly(DEAD);
    assertThat(Http.values(get("/api/v1/dlq?group=fingerprint"), "count")).containsExactly("1");
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    HttpResponse<String> first = get("/api/v1/tasks?limit=2");
    String next = Http.values(first, "next").getFirst();
    assertThat(ids("/api/v1/tasks?limit=2&cursor=" + next)).containsExactly(SUCCEEDED);
    assertThat(get("/api/v1/tasks?q=state:dead&cursor=" + next).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/tasks?q=stat:dead,                 400, bad-filter,         q",
    "/api/v1/tasks?state=deed,                  400, invalid-field,      state",
    "/api/v1/tasks?limit=0,                     400, invalid-field,      limit",
    "/api/v1/tasks?limit=9999999999,            400, invalid-field,      limit",
    "/api/v1/tasks?cursor=%00,                  400, invalid-field,      cursor",
    "/api/v1/tasks?page=2,                      400, unknown-field,      page",
    "/api/v1/history?created_from=10e9-01-01,   400, invalid-field,      created_from",
    "/api/v1/dlq?group=colour,                  400, invalid-field,      group",
    "/api/v1/history/x%01y,                     404, unknown-task,       task_id",
    "/api/v1/history/01a1fc16-26e3-700b-8d97-7dcf1bb8ccd1, 503, unavailable, ''",
    "/api/v1/tasks/01a1fc16-26e3-700b-8d97-7dcf1bb8ccd1/attempts, 503, unavailable, ''",
    "/api/v1/schedules/x/occurrences?what=all,  400, invalid-field,      what",
    "/api/v1/schedules/x/occurrences?limit=501, 400, invalid-field,      limit",
    "/api/v1/schedules/x/occurrences?after=x,   400, invalid-field,      after",
    "/api/v1/schedules/x/occurrences?page=2,    400, unknown-field,      page",
    "/api/v1/schedules/%20/occurrences,         404, unknown-schedule,   id",
    "/nothing/here,                             404, unknown-path,       ''",
  })
  void badInputIsAnsweredWithAProblem(String path, int status, String type, String field)
      throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Http.values(answer, "type"))
        .containsExactly("https://tickwheel.io/problems/" + type);
    if (!field.isEmpty()) {
      assertThat(Http.values(answer, "field")).containsExactly(field);
      assertThat(Http.values(answer, "accepted").getFirst()).isNotBlank();
    }
  }

  @Test
  void whatIsNotThereWhileTheHistoryIsBehindMayStillCome() throws Exception {
    HttpResponse<String> answer = get("/api/v1/history/" + id(99));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(Http.values(answer, "detail").getFirst()).contains("not in the history yet");
  }

  @Test
  void badFilterNamesThePosition() throws Exception {
    assertThat(Http.values(get("/api/v1/tasks?q=queue:a%20state:deed"), "position"))
        .containsExactly("14");
  }

  @Test
  void figuresAreThereForProgramsPeopleAndPrometheus() throws Exception {
    assertThat(Http.values(get("/api/v1/metrics"), "dead")).contains("1");
    assertThat(Http.values(get("/api/v1/overview"), "task_id"))
        .contains(DEAD.toString(), WAITING.toString());
    assertThat(get("/q/metrics").body())
        .contains("tickwheel_tasks{state=\"dead\"} 1.0")
        .contains("tickwheel_events_total{event=\"submitted\"} 3.0");
  }

  @Test
  void dashboardIsServedAndQueueLeadsThere() throws Exception {
    assertThat(get("/").body()).contains("<title>Tickwheel</title>");
    assertThat(get("/dashboard/dashboard.js").statusCode()).isEqualTo(200);
    HttpResponse<String> queue = get("/queue");
    assertThat(queue.statusCode()).isEqualTo(302);
    assertThat(queue.headers().firstValue("Location").orElse("")).endsWith("/");
  }

  @Test
  void aliveButNotReadyWithoutNats() throws Exception {
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return Http.get(monitor.resolve(path));
  }

  private List<TaskId> ids(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Http.values(answer, "task_id").stream().map(TaskId::parse).toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
