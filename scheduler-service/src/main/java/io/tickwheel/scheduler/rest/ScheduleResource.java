package io.tickwheel.scheduler.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

@Path("/api/v1/schedules")
public class ScheduleResource {
  private final ScheduleRequests schedules;
  private final ScheduleActions actions;
  private final SourceRequests sources;

  ScheduleResource(ScheduleRequests schedules, ScheduleActions actions, SourceRequests sources) {
    this.schedules = schedules;
    this.actions = actions;
    this.sources = sources;
  }

  @POST
  @Path("/sync")
  public CompletionStage<Response> sync() {
    return sources.sync();
  }

  @POST
  public CompletionStage<Response> create(@Context HttpServerRequest request) {
    return schedules.create(request);
  }

  @GET
  public CompletionStage<Response> list(@Context HttpServerRequest request) {
    return schedules.list(request);
  }

  @GET
  @Path("/{id}")
  public CompletionStage<Response> get(@PathParam("id") String id) {
    return schedules.get(id);
  }

  @PUT
  @Path("/{id}")
  public CompletionStage<Response> replace(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return schedules.replace(id, request);
  }

  @PATCH
  @Path("/{id}")
  public CompletionStage<Response> change(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return schedules.change(id, request);
  }

  @DELETE
  @Path("/{id}")
  public CompletionStage<Response> delete(@PathParam("id") String id) {
    return schedules.delete(id);
  }

  @GET
  @Path("/{id}/next")
  public CompletionStage<Response> next(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return schedules.next(id, request);
  }

  @POST
  @Path("/{id}/pause")
  public CompletionStage<Response> pause(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return actions.pause(id, request);
  }

  @POST
  @Path("/{id}/resume")
  public CompletionStage<Response> resume(@PathParam("id") String id) {
    return actions.resume(id);
  }

  @POST
  @Path("/{id}/trigger")
  public CompletionStage<Response> trigger(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return actions.trigger(id, request);
  }

  @POST
  @Path("/{id}/backfill")
  public CompletionStage<Response> backfill(
      @PathParam("id") String id, @Context HttpServerRequest request) {
    return actions.backfill(id, request);
  }
}
