package io.tickwheel.monitor;

import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.monitor.feed.Follower;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while NATS is connected and the history follows the journal.
@Readiness
final class ReadyCheck implements HealthCheck {
  private final NatsLink link;
  private final Follower follower;

  ReadyCheck(NatsLink link, Follower follower) {
    this.link = link;
    this.follower = follower;
  }

  @Override
  public HealthCheckResponse call() {
    Follower.Progress progress = follower.progress();
    String failure = progress.failure();
    return HealthCheckResponse.named("history follows the journal")
        .status(link.isConnected() && progress.following())
        .withData("nats", link.isConnected() ? "connected" : "away")
        .withData("position", progress.position())
        .withData("pending", progress.pending())
        .withData("failure", failure == null ? "" : failure)
        .build();
  }
}
