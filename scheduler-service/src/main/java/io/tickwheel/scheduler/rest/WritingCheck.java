package io.tickwheel.scheduler.rest;

import io.tickwheel.scheduler.owner.OwnerLifecycle;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready means, too: the broker takes what is decided here. A stream that is full refuses it.
@Readiness
final class WritingCheck implements HealthCheck {
  private final OwnerLifecycle owner;

  WritingCheck(OwnerLifecycle owner) {
    this.owner = owner;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("journal").status(owner.isWriting()).build();
  }
}
