package io.tickwheel.scheduler.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Short paths to what `/api/v1` offers.
@Path("/")
public class AliasResource {
  private final TaskRequests tasks;
  private final FleetRequests fleet;

  AliasResource(TaskRequests tasks, FleetRequests fleet) {
    this.tasks = tasks;
    this.fleet = fleet;
  }

  @POST
  @Path("/tasks")
  public CompletionStage<Response> create(@Context HttpServerRequest request) {
    return tasks.create(request);
  }

  @GET
  @Path("/tasks/{id}")
  public CompletionStage<Response> get(
      @PathParam("id") String id, @QueryParam("wait") @Nullable String wait) {
    return tasks.get(id, wait);
  }

  @POST
  @Path("/tasks/{id}/retry")
  public CompletionStage<Response> retry(@PathParam("id") String id) {
    return tasks.retry(id);
  }

  @GET
  @Path("/stats")
  public CompletionStage<Response> stats() {
    return fleet.stats();
  }
}
