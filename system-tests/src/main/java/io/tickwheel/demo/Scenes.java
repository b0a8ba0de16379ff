package io.tickwheel.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.suite.Api;
import io.tickwheel.suite.Sink;
import io.tickwheel.suite.Until;
import java.time.Duration;

/// The small scenes: one task each, as a person would submit it.
final class Scenes {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Api api;
  private final Sink sink;
  private final Script script;

  Scenes(Api api, Sink sink, Script script) {
    this.api = api;
    this.sink = sink;
    this.script = script;
  }

  void orderTimeout() {
    long before = System.currentTimeMillis();
    String task =
        submit(
            "/api/v1/tasks/delay",
            """
            {"delay_seconds": 3, "callback_url": "%s", "data": {"order_id": "ORD-123"}}"""
                .formatted(sink.url("/orders/timeout")));
    script.say("order timeout: task %s calls back in 3 s", task);
    JsonNode end = finish(task);
    var calls = sink.calls("/orders/timeout");
    long took = calls.isEmpty() ? -1 : calls.getFirst().atMillis() - before;
    script.promise(
        calls.size() == 1
            && took >= 3_000
            && calls.getFirst().body().contains("ORD-123")
            && is(end, "succeeded"),
        "order timeout: called back once, after %d ms",
        took);
  }

  void process() {
    String task =
        submit(
            "/api/v1/tasks",
            """
            {"type": "greeting", "target": {"process": {"argv": ["sh", "-c", "echo hello from process $$"]}}}""");
    JsonNode end = finish(task);
    String output = end.path("output").path("stdout").asText().strip();
    script.promise(
        is(end, "succeeded") && output.startsWith("hello from process"),
        "process: task %s printed '%s'",
        task,
        output);
  }

  void thirdTimeLucky() {
    sink.answer("/flaky", call -> call < 3 ? 503 : 200);
    String task = submit("/api/v1/tasks", callback("/flaky", 3));
    JsonNode end = finish(task);
    script.promise(
        is(end, "succeeded") && sink.calls("/flaky").size() == 3,
        "retry: task %s succeeded on attempt %d",
        task,
        end.path("attempt").asInt());
  }

  void deadLetter() {
    sink.answer("/broken", call -> 500);
    String task = submit("/api/v1/tasks", callback("/broken", 2));
    JsonNode end = finish(task);
    script.promise(
        is(end, "dead"), "dead letter: task %s is dead: %s", task, end.path("error").asText());
    if (!is(end, "dead")) {
      return;
    }
    script.dead.decrementAndGet();
    sink.answer("/broken", call -> 200);
    api.post("/api/v1/dlq/" + task + "/retry", "");
    JsonNode again = finish(task);
    script.promise(
        is(again, "succeeded"),
        "dead letter: retried from there, task %s %s",
        task,
        again.path("status").asText());
  }

  void cancelled() {
    String task =
        submit(
            "/api/v1/tasks/delay",
            """
            {"delay_seconds": 2, "callback_url": "%s", "data": {}}"""
                .formatted(sink.url("/never")));
    long due = System.currentTimeMillis() + 2_000;
    api.post("/api/v1/tasks/" + task + "/cancel", "");
    JsonNode end = finish(task);
    Until.holds(Duration.ofSeconds(5), () -> System.currentTimeMillis() > due + 1_000);
    script.promise(
        is(end, "cancelled") && sink.calls("/never").isEmpty(),
        "cancel: task %s is cancelled, and a second after its time nobody has called",
        task);
  }

  private String callback(String path, int attempts) {
    return """
        {"type": "callback", "callback_url": "%s", "data": {"n": 1},
         "retry": {"max_attempts": %d, "base": "200ms", "jitter": "none"}}"""
        .formatted(sink.url(path), attempts);
  }

  private String submit(String path, String body) {
    String task = api.submit(path, body);
    script.submitted.incrementAndGet();
    return task;
  }

  private JsonNode finish(String task) {
    JsonNode end = api.await(task, PATIENCE);
    switch (end.path("status").asText()) {
      case "succeeded" -> script.succeeded.incrementAndGet();
      case "dead" -> script.dead.incrementAndGet();
      case "cancelled" -> script.cancelled.incrementAndGet();
      default -> script.promise(false, "task %s did not end: %s", task, end);
    }
    return end;
  }

  private static boolean is(JsonNode task, String state) {
    return task.path("status").asText().equals(state);
  }
}
