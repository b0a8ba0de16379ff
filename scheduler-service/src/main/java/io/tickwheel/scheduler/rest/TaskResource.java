package io.tickwheel.scheduler.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/tasks")
public class TaskResource {
  private final TaskRequests tasks;
  private final BatchRequests batches;
  private final MonitorRequests monitor;

  TaskResource(TaskRequests tasks, BatchRequests batches, MonitorRequests monitor) {
    this.tasks = tasks;
    this.batches = batches;
    this.monitor = monitor;
  }

  @POST
  public CompletionStage<Response> create(@Context HttpServerRequest request) {
    return tasks.create(request);
  }

  @POST
  @Path("/delay")
  public CompletionStage<Response> delay(@Context HttpServerRequest request) {
    return tasks.delay(request);
  }

  @POST
  @Path("/cron")
  public CompletionStage<Response> cron(@Context HttpServerRequest request) {
    return tasks.cron(request);
  }

  @POST
  @Path("/batch")
  public CompletionStage<Response> batch(@Context HttpServerRequest request) {
    return batches.submit(request);
  }

  @GET
  public CompletionStage<Response> list(@Context HttpServerRequest request) {
    return monitor.forward(request);
  }

  @GET
  @Path("/{id}")
  public CompletionStage<Response> get(
      @PathParam("id") String id, @QueryParam("wait") @Nullable String wait) {
    return tasks.get(id, wait);
  }

  @PATCH
  @Path("/{id}")
  public CompletionStage<Response> amend(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return tasks.amend(id, request);
  }

  @GET
  @Path("/{id}/attempts")
  public CompletionStage<Response> attempts(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return monitor.forward(request);
  }

  @GET
  @Path("/{id}/logs")
  public CompletionStage<Response> logs(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return monitor.forward(request);
  }

  @POST
  @Path("/{id}/cancel")
  public CompletionStage<Response> cancel(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return tasks.cancel(id, request);
  }

  @POST
  @Path("/{id}/retry")
  public CompletionStage<Response> retry(@PathParam("id") String id) {
    return tasks.retry(id);
  }

  @POST
  @Path("/{id}/run-now")
  public CompletionStage<Response> runNow(@PathParam("id") String id) {
    return tasks.runNow(id);
  }
}
