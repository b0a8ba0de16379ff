package io.tickwheel.scheduler.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

@Path("/api/v1/dlq")
public class DeadLetterResource {
  private final TaskRequests tasks;
  private final MonitorRequests monitor;

  DeadLetterResource(TaskRequests tasks, MonitorRequests monitor) {
    this.tasks = tasks;
    this.monitor = monitor;
  }

  @GET
  public CompletionStage<Response> list(@Context HttpServerRequest request) {
    return monitor.forward(request);
  }

  @POST
  @Path("/{id}/retry")
  public CompletionStage<Response> retry(@PathParam("id") String id) {
    return tasks.retry(id);
  }

  @POST
  @Path("/{id}/discard")
  public CompletionStage<Response> discard(@PathParam("id") String id) {
    return tasks.discard(id);
  }

  @DELETE
  @Path("/{id}")
  public CompletionStage<Response> delete(@PathParam("id") String id) {
    return tasks.discard(id);
  }
}
