package io.tickwheel.scheduler.owner;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tickwheel.core.owner.Notice;
import io.tickwheel.scheduler.config.OwnerSettings;
import io.tickwheel.scheduler.config.SchedulerSettings;
import io.tickwheel.scheduler.lifecycle.StopOrder;
import io.tickwheel.scheduler.nats.Broker;
import io.tickwheel.scheduler.nats.Session;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Starts owning partitions when NATS is there, and hands them over before the process ends.
@ApplicationScoped
public class OwnerLifecycle {
  private final Broker broker;
  private final SchedulerSettings settings;
  private final MeterRegistry meters;
  private @Nullable Owning owning;
  private boolean stopped;

  OwnerLifecycle(Broker broker, SchedulerSettings settings, MeterRegistry meters) {
    this.broker = broker;
    this.settings = settings;
    this.meters = meters;
  }

  void start(@Observes @Priority(StopOrder.OWNER) StartupEvent event) {
    var _ = broker.session().thenAccept(this::own);
  }

  void stop(@Observes @Priority(StopOrder.OWNER) ShutdownEvent event) {
    Owning current = ending();
    if (current != null) {
      current.close();
    }
  }

  private synchronized @Nullable Owning ending() {
    stopped = true;
    return owning;
  }

  private synchronized void own(Session session) {
    if (stopped) {
      return;
    }
    OwnerSettings bounds = settings.owner();
    Owning started =
        new Owning(
            session.link(),
            new Owning.Settings(
                settings.name(),
                settings.url().toString(),
                session.topology().partitions(),
                bounds.strategy(),
                bounds.executorLease(),
                bounds.memberPatience(),
                bounds.clockTolerance(),
                bounds.partitionLimits(),
                bounds.ownerLimits(session.topology().partitions())),
            Clock.systemUTC(),
            this::count);
    started.start();
    owning = started;
  }

  private void count(Notice notice) {
    String kind = notice.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    meters.counter("tickwheel.owner.notices", "kind", kind).increment();
  }
}
