package io.tickwheel.monitor.rest;

import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.Page;
import io.tickwheel.monitor.view.TaskJson;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/// Lists of tasks, newest first, a page at a time.
@Singleton
final class TaskLists {
  private final History history;

  TaskLists(History history) {
    this.history = history;
  }

  /// `scope` names the list, `within` what its tasks are unless the request names states itself.
  Response list(
      String scope,
      String field,
      Filter within,
      MultivaluedMap<String, String> parameters,
      String... also) {
    long now = System.currentTimeMillis();
    ListRequest request = ListRequest.of(parameters, now, also);
    Page page = history.page(request.search(scope, within, now));
    return Answers.json(
        json -> {
          json.open().openList(field);
          for (TaskRow row : page.rows()) {
            TaskJson.line(row, now, json);
          }
          json.closeList();
          page.next().ifPresent(place -> json.text("next", request.next(scope, place)));
          json.close();
        });
  }
}
