package io.tickwheel.alert.api;

import io.tickwheel.alert.store.AlertStore;
import io.tickwheel.alert.store.StoreException;
import io.tickwheel.alert.watch.Feed;
import io.tickwheel.jetstream.NatsLink;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready: NATS is connected, the journal is being read, the database answers. Liveness asks for
/// none of these: a restart would not bring them back.
@Readiness
public final class Health implements HealthCheck {
  private final NatsLink link;
  private final Feed feed;
  private final AlertStore alerts;

  Health(NatsLink link, Feed feed, AlertStore alerts) {
    this.link = link;
    this.feed = feed;
    this.alerts = alerts;
  }

  @Override
  public HealthCheckResponse call() {
    boolean connected = link.isConnected();
    boolean reading = feed.isOpen();
    var response =
        HealthCheckResponse.named("alert")
            .withData("nats", connected ? "connected" : "not connected")
            .withData("journal", reading ? "being read" : "not there yet");
    try {
      response.withData("position", alerts.position());
      return response.status(connected && reading).build();
    } catch (StoreException e) {
      return response.withData("database", String.valueOf(e.getMessage())).down().build();
    }
  }
}
