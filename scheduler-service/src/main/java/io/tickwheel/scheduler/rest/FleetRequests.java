package io.tickwheel.scheduler.rest;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.tickwheel.scheduler.gateway.Fleet;
import io.tickwheel.scheduler.gateway.Stats;
import io.tickwheel.scheduler.view.FleetJson;
import io.tickwheel.scheduler.view.JsonBytes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/// What the heartbeats tell. All in memory, so it is answered on the event loop.
@Singleton
final class FleetRequests {
  private final Fleet fleet;
  private final InstantSource clock;

  FleetRequests(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  CompletionStage<Response> stats() {
    return json(out -> FleetJson.stats(Stats.of(fleet), clock.millis(), out));
  }

  CompletionStage<Response> executors() {
    return json(out -> FleetJson.executors(fleet.executors(), out));
  }

  CompletionStage<Response> schedulers() {
    return json(out -> FleetJson.schedulers(fleet.schedulers(), out));
  }

  private static CompletionStage<Response> json(JsonBytes.Content content) {
    return completedFuture(Responses.json(JsonBytes.of(content)));
  }
}
