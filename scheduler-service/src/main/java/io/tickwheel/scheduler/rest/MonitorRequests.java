package io.tickwheel.scheduler.rest;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.history.MonitorClient;
import io.tickwheel.scheduler.view.JsonBytes;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/// Passes on what the monitor-service answers: lists, searches and attempts come from its history.
@Singleton
final class MonitorRequests {
  private final MonitorClient monitor;

  MonitorRequests(MonitorClient monitor) {
    this.monitor = monitor;
  }

  CompletionStage<Response> forward(HttpServerRequest request) {
    if (request.getHeader(MonitorClient.FORWARDED) != null) {
      throw new ProblemException(
          Problem.of(ProblemKind.UNKNOWN_PATH, "Neither service has anything at this path."));
    }
    return monitor
        .get(request.uri())
        .map(MonitorRequests::response)
        .otherwise(
            failure ->
                Responses.of(Problem.unavailable("The monitor-service is not reachable now.")))
        .toCompletionStage();
  }

  private static Response response(MonitorClient.Page page) {
    return Response.status(page.status())
        .type(page.mediaType().orElse(JsonBytes.MEDIA_TYPE))
        .entity(page.body())
        .build();
  }
}
