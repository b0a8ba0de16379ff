package io.tickwheel.scheduler.rest;

import io.tickwheel.scheduler.nats.Broker;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready means: NATS is reached, so requests can be answered. Liveness does not ask for it: a
/// restart does not bring NATS back.
@Readiness
final class ReadyCheck implements HealthCheck {
  private final Broker broker;

  ReadyCheck(Broker broker) {
    this.broker = broker;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("nats").status(broker.isReady()).build();
  }
}
