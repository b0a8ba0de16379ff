package io.tickwheel.monitor.rest;

import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.feed.Follower;
import io.tickwheel.monitor.filter.Condition;
import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.projection.Attempt;
import io.tickwheel.monitor.projection.Batch.Stale;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.view.TaskJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Tasks as the journal tells them.
@Path("/api/v1")
public class HistoryResource {
  private static final Filter FINISHED =
      Filter.ALL.and(
          new Condition.StateIn(
              Arrays.stream(TaskState.values())
                  .filter(TaskState::isFinal)
                  .collect(Collectors.toCollection(() -> EnumSet.noneOf(TaskState.class)))));

  /// Usually the history is behind by a batch, some ten milliseconds.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final TaskLists lists;
  private final History history;
  private final Follower follower;

  HistoryResource(TaskLists lists, History history, Follower follower) {
    this.lists = lists;
    this.history = history;
    this.follower = follower;
  }

  /// All tasks.
  @GET
  @Path("/tasks")
  public Response tasks(@Context UriInfo uri) {
    return lists.list("tasks", "tasks", Filter.ALL, uri.getQueryParameters());
  }

  /// Finished tasks, or those of the states that the request names.
  @GET
  @Path("/history")
  public Response history(@Context UriInfo uri) {
    boolean named =
        ListRequest.of(uri.getQueryParameters(), System.currentTimeMillis()).filter().namesState();
    return lists.list("history", "tasks", named ? Filter.ALL : FINISHED, uri.getQueryParameters());
  }

  @GET
  @Path("/history/{id}")
  public Response task(@PathParam("id") String text) {
    TaskId id = Answers.taskId(text);
    TaskRow row = found(id, () -> history.find(id));
    return Answers.json(json -> TaskJson.task(row, System.currentTimeMillis(), json));
  }

  @GET
  @Path("/tasks/{id}/attempts")
  public Response attempts(@PathParam("id") String text) {
    TaskId id = Answers.taskId(text);
    List<Attempt> attempts = found(id, () -> history.attempts(id));
    List<Stale> late = history.stale(id);
    return Answers.json(
        json -> {
          json.open().text("task_id", id.toString()).openList("attempts");
          attempts.forEach(attempt -> TaskJson.attempt(attempt, json));
          json.closeList();
          if (!late.isEmpty()) {
            json.openList("late_results");
            late.forEach(stale -> TaskJson.stale(stale, json));
            json.closeList();
          }
          json.close();
        });
  }

  /// A task is unknown only when the history has come as far as the journal was when it was asked.
  private <T> T found(TaskId id, Supplier<Optional<T>> look) {
    Optional<T> known = look.get();
    if (known.isPresent()) {
      return known.get();
    }
    if (!follower.catchesUp(PATIENCE)) {
      throw Answers.notYet(id, follower.progress().pending());
    }
    return look.get().orElseThrow(() -> Answers.unknown(id));
  }
}
