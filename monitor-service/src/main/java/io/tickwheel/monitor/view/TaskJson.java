package io.tickwheel.monitor.view;

import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.projection.Attempt;
import io.tickwheel.monitor.projection.Batch.Stale;
import io.tickwheel.monitor.projection.SpecSummary;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.packed.PackedSpec;
import org.jspecify.annotations.Nullable;

/// Tasks and attempts as JSON, with the field names of the scheduler's answers.
public final class TaskJson {
  private TaskJson() {}

  /// Everything known of the task.
  public static void task(TaskRow row, long nowMillis, JsonText json) {
    json.open();
    head(row, nowMillis, json);
    json.number("attempt", row.attempt);
    if (row.spec == null) {
      summary(row, json);
    } else {
      SpecJson.fields(PackedSpec.of(row.spec).unpack(), json);
    }
    progress(row, json);
    if (row.output != null) {
      json.content("output", Payload.of(row.output));
    }
    json.close();
  }

  /// The task as an element of a list.
  public static void line(TaskRow row, long nowMillis, JsonText json) {
    json.open();
    head(row, nowMillis, json);
    json.number("attempt", row.attempt);
    summary(row, json);
    progress(row, json);
    json.close();
  }

  public static void attempt(Attempt attempt, JsonText json) {
    json.open().number("attempt", attempt.number()).text("outcome", attempt.outcome().word());
    if (attempt.life() > 1) {
      json.number("life", attempt.life());
    }
    executor(attempt.executor(), json);
    json.time("due_at", attempt.dueAtMillis());
    json.time("dispatched_at", attempt.dispatchedAtMillis());
    json.time("started_at", attempt.startedAtMillis());
    json.time("ended_at", attempt.endedAtMillis());
    error(attempt.failure(), json);
    json.close();
  }

  public static void stale(Stale stale, JsonText json) {
    json.open().number("attempt", stale.attempt()).text("outcome", stale.outcome());
    executor(stale.executor(), json);
    json.time("at", stale.atMillis()).close();
  }

  /// A waiting task whose time has come is queued.
  public static TaskState stateOf(TaskRow row, long nowMillis) {
    boolean waits = row.state == TaskState.SCHEDULED || row.state == TaskState.RETRYING;
    return waits && row.dueAt <= nowMillis ? TaskState.QUEUED : row.state;
  }

  public static String fingerprint(long fingerprint) {
    return "%016x".formatted(fingerprint);
  }

  static void error(@Nullable Failure failure, JsonText json) {
    if (failure != null) {
      json.text("error", failure.message()).text("error_kind", failure.kind().word());
      if (failure.code() != 0) {
        json.number("error_code", failure.code());
      }
    }
  }

  private static void head(TaskRow row, long nowMillis, JsonText json) {
    json.text("task_id", row.id.toString()).text("status", stateOf(row, nowMillis).word());
    json.time("execute_at", row.runAt).time("created_at", row.createdAt);
    json.number("retry_count", Math.max(0, row.charged - (row.state == TaskState.DEAD ? 1 : 0)));
  }

  /// What the row itself knows of its specification: nothing when the journal began after it.
  private static void summary(TaskRow row, JsonText json) {
    if (row.type.isEmpty()) {
      return;
    }
    json.text("type", row.type).text("queue", row.queue).number("priority", row.priority);
    json.text("target_kind", row.target.word());
    json.texts("labels", SpecSummary.labelsOf(row.labels));
  }

  private static void progress(TaskRow row, JsonText json) {
    if (row.life > 1) {
      json.number("life", row.life);
    }
    if (row.state == TaskState.RETRYING) {
      json.time("next_attempt_at", row.dueAt);
    }
    executor(row.executor, json);
    if (row.cancelling) {
      json.truth("cancelling", true);
    }
    json.time("dispatched_at", row.dispatchedAt).time("started_at", row.startedAt);
    error(row.failure, json);
    if (row.failure != null && row.isDeadLetter()) {
      json.text("fingerprint", fingerprint(row.fingerprint));
    }
    json.time("finished_at", row.finishedAt).time("discarded_at", row.discardedAt);
  }

  private static void executor(Incarnation executor, JsonText json) {
    if (!executor.equals(Incarnation.NONE)) {
      json.text("executor", executor.toString());
    }
  }
}
