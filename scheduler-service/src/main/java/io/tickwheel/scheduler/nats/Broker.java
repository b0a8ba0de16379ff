package io.tickwheel.scheduler.nats;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.jetstream.TopologyException;
import io.tickwheel.scheduler.config.SchedulerSettings;
import io.tickwheel.scheduler.lifecycle.StopOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/// The process' connections to NATS. The process starts whether NATS is there or not; whoever needs
/// it waits for the [#session()].
@Singleton
public final class Broker {
  private static final Logger LOG = Logger.getLogger(Broker.class);

  /// After a refusal; an unreachable NATS has been waited for already.
  private static final long AGAIN_MILLIS = 1_000;

  private final SchedulerSettings settings;
  private final NatsLink link;
  private final CompletableFuture<Session> session = new CompletableFuture<>();
  private final Thread provisioning;

  Broker(SchedulerSettings settings) {
    this.settings = settings;
    this.link = NatsLink.connect(settings.natsUrl(), "scheduler " + settings.name());
    this.provisioning = Thread.ofVirtual().name("nats-provisioning").unstarted(this::provision);
  }

  /// Completes, once, when NATS is reached and the streams exist.
  public CompletionStage<Session> session() {
    return session;
  }

  /// True when the session exists and the connections are up now.
  public boolean isReady() {
    return session.state() == CompletableFuture.State.SUCCESS && link.isConnected();
  }

  void start(@Observes @Priority(StopOrder.LINK) StartupEvent event) {
    provisioning.start();
  }

  void stop(@Observes @Priority(StopOrder.LINK) ShutdownEvent event) {
    provisioning.interrupt();
    link.close();
  }

  private void provision() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Topology topology = Topology.provision(link, settings.partitions(), settings.replicas());
        LOG.infof("NATS is there: %s partitions, %s", topology.partitions(), topology.durability());
        session.complete(new Session(link, topology));
        return;
      } catch (TopologyException e) {
        LOG.warnf("%s; trying again", e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
