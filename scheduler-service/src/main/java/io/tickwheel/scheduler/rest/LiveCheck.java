package io.tickwheel.scheduler.rest;

import io.tickwheel.scheduler.owner.OwnerLifecycle;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive means: the owner loop gets its turns, or waits for NATS. A restart does not bring NATS
/// back, but it does bring back a loop.
@Liveness
final class LiveCheck implements HealthCheck {
  private final OwnerLifecycle owner;

  LiveCheck(OwnerLifecycle owner) {
    this.owner = owner;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("owner-loop").status(owner.isAlive()).build();
  }
}
