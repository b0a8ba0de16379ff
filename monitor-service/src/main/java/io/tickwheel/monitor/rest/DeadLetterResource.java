package io.tickwheel.monitor.rest;

import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.store.DeadGroup;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.Search;
import io.tickwheel.monitor.view.DeadGroupJson;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/// Dead letters: tasks that used up their attempts, and lost ones, until someone retries or
/// discards them.
@Path("/api/v1/dlq")
public class DeadLetterResource {
  private final TaskLists lists;
  private final History history;

  DeadLetterResource(TaskLists lists, History history) {
    this.lists = lists;
    this.history = history;
  }

  @GET
  public Response list(@Context UriInfo uri) {
    MultivaluedMap<String, String> parameters = uri.getQueryParameters();
    String group = parameters.getFirst("group");
    if (group == null) {
      return lists.list("dlq", "tasks", Filter.DEAD_LETTERS, parameters, "group");
    }
    if (!group.equals("fingerprint")) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.INVALID_FIELD,
              "'" + Problem.shown(group) + "' is not a way to group.",
              "group",
              "fingerprint"));
    }
    List<DeadGroup> groups = history.deadGroups(Search.LIMIT_MAX);
    return Answers.json(json -> DeadGroupJson.write(groups, json));
  }
}
