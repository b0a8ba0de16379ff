package io.tickwheel.scheduler.owner;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Starts owning partitions when NATS is there, and hands them over before the process ends.
@ApplicationScoped
public class OwnerLifecycle {
  private static final Logger LOG = Logger.getLogger("io.tickwheel.owner");
  private static final int EXIT_LOOP_DIED = 70;

  private final Broker broker;
  private final SchedulerSettings settings;
  private final MeterRegistry meters;
  private @Nullable Owning owning;
  private boolean stopped;
  private boolean failed;

  OwnerLifecycle(Broker broker, SchedulerSettings settings, MeterRegistry meters) {
    this.broker = broker;
    this.settings = settings;
    this.meters = meters;
  }

  void start(@Observes @Priority(StopOrder.OWNER) StartupEvent event) {
    var _ =
        broker
            .session()
            .thenAccept(this::own)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    failed(failure);
                  }
                });
  }

  void stop(@Observes @Priority(StopOrder.OWNER) ShutdownEvent event) {
    Owning current = ending();
    if (current != null) {
      current.close();
    }
  }

  /// Whether what is decided here reaches the journal, as far as anything was.
  public synchronized boolean isWriting() {
    return owning == null || owning.isWriting();
  }

  /// False when partitions are not served here and never will be until the process is started anew.
  public synchronized boolean isAlive() {
    return !failed && (stopped || owning == null || owning.isTurning());
  }

  private synchronized void failed(Throwable failure) {
    failed = true;
    LOG.error("no partition is owned here; start the process anew", failure);
  }

  /// Others have the partitions within a second; a fresh start is what can bring ours back.
  private static void end() {
    LOG.fatal("the process ends, as its owner loop died; start it anew");
    Quarkus.asyncExit(EXIT_LOOP_DIED);
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
            this::count,
            OwnerLifecycle::end);
    started.start();
    owning = started;
  }

  private void count(Notice notice) {
    String kind = notice.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    meters.counter("tickwheel.owner.notices", "kind", kind).increment();
  }
}
