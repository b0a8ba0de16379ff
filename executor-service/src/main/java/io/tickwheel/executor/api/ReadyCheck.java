package io.tickwheel.executor.api;

import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.worker.WorkerRuntime;
import io.tickwheel.worker.WorkerStatus;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready: NATS is connected, owners know this executor, and it takes attempts. Liveness asks for
/// none of these: a restart would not bring them back.
@Readiness
public final class ReadyCheck implements HealthCheck {
  private final NatsLink link;
  private final WorkerRuntime runtime;

  ReadyCheck(NatsLink link, WorkerRuntime runtime) {
    this.link = link;
    this.runtime = runtime;
  }

  @Override
  public HealthCheckResponse call() {
    boolean connected = link.isConnected();
    WorkerStatus status = runtime.status();
    return HealthCheckResponse.named("executor")
        .withData("nats", connected ? "connected" : "not connected")
        .withData("state", StateWord.of(status))
        .status(connected && status.isJoined() && !status.draining())
        .build();
  }
}
