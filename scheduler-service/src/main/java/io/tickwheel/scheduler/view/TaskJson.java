package io.tickwheel.scheduler.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwheel.model.DurationText;
import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import io.tickwheel.scheduler.gateway.Answer;
import java.io.IOException;

/// A task as JSON.
public final class TaskJson {
  private TaskJson() {}

  /// What a submitter is told. The same for every repetition of the request: it depends on nothing
  /// that happens to the task afterwards.
  public static void created(Answer.Created created, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("task_id", created.task().toString());
    json.writeStringField("status", firstState(created).word());
    JsonBytes.time(json, "execute_at", created.runAtMillis());
    JsonBytes.time(json, "created_at", created.createdAtMillis());
    json.writeNumberField("retry_count", 0);
    json.writeNumberField("attempt", 0);
    SpecJson.fields(created.spec(), json);
    json.writeEndObject();
  }

  /// What the submitter of a delayed task is told.
  public static void delayed(Answer.Created created, JsonGenerator json) throws IOException {
    json.writeStartObject();
    briefly(created, json);
    json.writeEndObject();
  }

  /// The fields that every submitter needs, into an object that is being written.
  public static void briefly(Answer.Created created, JsonGenerator json) throws IOException {
    json.writeStringField("task_id", created.task().toString());
    JsonBytes.time(json, "execute_at", created.runAtMillis());
    json.writeStringField("status", firstState(created).word());
  }

  /// A task whose command is durable, but not decided yet.
  public static void pending(TaskId task, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("task_id", task.toString());
    json.writeStringField("status", "accepted");
    json.writeEndObject();
  }

  public static void view(TaskView task, JsonGenerator json) throws IOException {
    TaskSpec spec = task.spec();
    json.writeStartObject();
    json.writeStringField("task_id", task.id().toString());
    json.writeStringField("status", task.state().word());
    JsonBytes.time(json, "execute_at", task.runAtMillis());
    JsonBytes.time(json, "created_at", task.createdAtMillis());
    json.writeNumberField("retry_count", task.retryCount());
    json.writeNumberField("attempt", task.attempt());
    SpecJson.fields(spec, json);
    if (!spec.payload().isEmpty()) {
      SpecJson.content("payload", spec.payload(), json);
    }
    progress(task, json);
    json.writeEndObject();
  }

  private static void progress(TaskView task, JsonGenerator json) throws IOException {
    if (task.life() > 1) {
      json.writeNumberField("life", task.life());
    }
    if (task.executor().isPresent()) {
      Incarnation executor = task.executor().get();
      json.writeStringField("executor", executor.toString());
    }
    if (task.cancelling()) {
      json.writeBooleanField("cancelling", true);
    }
    if (task.lastFailure().isPresent()) {
      error(task.lastFailure().get(), json);
    }
    if (task.finishedAtMillis() > 0) {
      JsonBytes.time(json, "finished_at", task.finishedAtMillis());
    }
    if (!task.output().isEmpty()) {
      SpecJson.content("output", task.output(), json);
    }
  }

  private static void error(Failure failure, JsonGenerator json) throws IOException {
    json.writeStringField("error", failure.message());
    json.writeStringField("error_kind", failure.kind().word());
    if (failure.code() != 0) {
      json.writeNumberField("error_code", failure.code());
    }
    if (failure.retryAfterMillis() > 0) {
      json.writeStringField("retry_after", DurationText.text(failure.retryAfterMillis()));
    }
  }

  private static TaskState firstState(Answer.Created created) {
    return created.runAtMillis() > created.createdAtMillis()
        ? TaskState.SCHEDULED
        : TaskState.QUEUED;
  }
}
