package io.tickwheel.scheduler.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

@Path("/api/v1")
public class FleetResource {
  private final FleetRequests fleet;

  FleetResource(FleetRequests fleet) {
    this.fleet = fleet;
  }

  @GET
  @Path("/stats")
  public CompletionStage<Response> stats() {
    return fleet.stats();
  }

  @GET
  @Path("/executors")
  public CompletionStage<Response> executors() {
    return fleet.executors();
  }

  @GET
  @Path("/schedulers")
  public CompletionStage<Response> schedulers() {
    return fleet.schedulers();
  }
}
