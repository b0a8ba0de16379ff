package io.tickwheel.scheduler.rest;

import io.tickwheel.scheduler.source.CrontabName;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/crontab")
public class CrontabResource {
  private final SourceRequests sources;

  CrontabResource(SourceRequests sources) {
    this.sources = sources;
  }

  @POST
  public CompletionStage<Response> put(
      @QueryParam("name") @DefaultValue(CrontabName.DEFAULT) String name,
      @QueryParam("dry_run") @Nullable String dryRun,
      @Context HttpServerRequest request) {
    return sources.importCrontab(name, dryRun, request);
  }

  @GET
  public CompletionStage<Response> get(
      @QueryParam("name") @DefaultValue(CrontabName.DEFAULT) String name) {
    return sources.exportCrontab(name);
  }
}
