package io.tickwheel.monitor;

import io.tickwheel.monitor.feed.Follower;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive while the thread that follows the journal is; whatever NATS does.
@Liveness
final class LiveCheck implements HealthCheck {
  private final Follower follower;

  LiveCheck(Follower follower) {
    this.follower = follower;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("journal follower").status(follower.isAlive()).build();
  }
}
