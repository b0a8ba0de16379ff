package io.tickwheel.monitor.rest;

import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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

  private final TaskLists lists;
  private final History history;

  HistoryResource(TaskLists lists, History history) {
    this.lists = lists;
    this.history = history;
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
    TaskRow row = history.find(id).orElseThrow(() -> Answers.unknown(id));
    return Answers.json(json -> TaskJson.task(row, System.currentTimeMillis(), json));
  }

  @GET
  @Path("/tasks/{id}/attempts")
  public Response attempts(@PathParam("id") String text) {
    TaskId id = Answers.taskId(text);
    List<Attempt> attempts = history.attempts(id).orElseThrow(() -> Answers.unknown(id));
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
}
