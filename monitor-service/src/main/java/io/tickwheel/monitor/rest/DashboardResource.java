package io.tickwheel.monitor.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// The dashboard is the page at `/`; this is its other name.
@Path("/queue")
public class DashboardResource {
  @GET
  public Response queue() {
    return Response.status(Response.Status.FOUND).location(URI.create("/")).build();
  }
}
