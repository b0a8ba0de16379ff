package io.tickwheel.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A task as the REST API tells it when its owner does not hold it any more. Of its specification
/// comes what is told: secrets are masked, and of the rest stand the defaults.
final class RememberedTask {
  private RememberedTask() {}

  /// Throws IllegalArgumentException when `json` is no task.
  static TaskView of(JsonNode json) {
    return new TaskView(
        TaskId.parse(json.path("task_id").asText()),
        state(json.path("status").asText()),
        spec(json),
        time(json, "execute_at"),
        time(json, "created_at"),
        json.path("attempt").asInt(),
        json.path("retry_count").asInt() + (json.path("status").asText().equals("dead") ? 1 : 0),
        json.path("life").asInt(1),
        json.has("executor")
            ? Optional.of(Incarnation.parse(json.path("executor").asText()))
            : Optional.empty(),
        json.path("cancelling").asBoolean(),
        failure(json),
        time(json, "finished_at"),
        payload(json.path("output")));
  }

  private static TaskState state(String word) {
    for (TaskState state : TaskState.values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state of a task: " + word);
  }

  private static TaskSpec spec(JsonNode json) {
    TaskSpec usual =
        TaskSpec.of(
            json.path("type").asText("unknown"),
            target(json.path("target")),
            payload(json.path("payload")));
    return new TaskSpec(
        usual.type(),
        usual.target(),
        usual.payload(),
        json.path("queue").asText(usual.queue()),
        Priority.ofLevel(json.path("priority").asInt(usual.priority().level())),
        usual.retry().withMaxAttempts(json.path("max_attempts").asInt(usual.retry().maxAttempts())),
        usual.timeoutMillis(),
        time(json, "start_deadline"),
        usual.delivery(),
        texts(json.path("labels")),
        texts(json.path("executor_selector")));
  }

  private static Target target(JsonNode json) {
    return switch (json.path("kind").asText()) {
      case "http" ->
          new Target.Http(
              json.path("method").asText(), json.path("url").asText(), texts(json.path("headers")));
      case "process" -> new Target.Process(list(json.path("argv")), texts(json.path("env")));
      default -> new Target.Handler();
    };
  }

  private static Optional<Failure> failure(JsonNode json) {
    for (FailureKind kind : FailureKind.values()) {
      if (kind.word().equals(json.path("error_kind").asText())) {
        return Optional.of(
            new Failure(
                kind, json.path("error").asText(), json.path("error_code").asInt(), false, 0));
      }
    }
    return Optional.empty();
  }

  private static Payload payload(JsonNode json) {
    return json.isMissingNode() ? Payload.EMPTY : Payload.of(json.toString());
  }

  private static long time(JsonNode json, String field) {
    return json.has(field) ? Instant.parse(json.path(field).asText()).toEpochMilli() : 0;
  }

  private static Map<String, String> texts(JsonNode json) {
    var texts = new HashMap<String, String>();
    json.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  private static List<String> list(JsonNode json) {
    var texts = new ArrayList<String>();
    json.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
