package io.tickwheel.executor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.tickwheel.executor.load.LoadGate;
import io.tickwheel.executor.load.Usage;
import io.tickwheel.executor.log.AttemptLogs;
import io.tickwheel.executor.process.ProcessHost;
import io.tickwheel.executor.process.ProcessMeter;
import io.tickwheel.executor.process.ProcessRunner;
import io.tickwheel.executor.settings.Settings;
import io.tickwheel.worker.WorkerRuntime;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/// Starts the executor, keeps house, and lets it leave well.
@Singleton
final class ExecutorLife {
  private static final Logger LOG = Logger.getLogger(ExecutorLife.class);

  private final Settings settings;
  private final WorkerRuntime runtime;
  private final ProcessHost host;
  private final ProcessRunner processes;
  private final ProcessMeter meter;
  private final LoadGate gate;
  private final AttemptLogs logs;

  ExecutorLife(
      Settings settings,
      WorkerRuntime runtime,
      ProcessHost host,
      ProcessRunner processes,
      LoadGate gate,
      AttemptLogs logs) {
    this.settings = settings;
    this.runtime = runtime;
    this.host = host;
    this.processes = processes;
    this.meter = new ProcessMeter(host);
    this.gate = gate;
    this.logs = logs;
  }

  /// Nothing happens on time before the start is known to succeed.
  void start(@Observes StartupEvent event, Scheduler scheduler) {
    LOG.infof(
        "executor %s takes %d processes, %d callbacks and %d handlers at once; processes are held by"
            + " %s; data in %s, logs in %s",
        settings.name(),
        settings.slots().process(),
        settings.slots().http(),
        settings.slots().handler(),
        host.isolation(),
        settings.dataFolder().toAbsolutePath(),
        settings.logs().folder().toAbsolutePath());
    if (settings.http().loopback()) {
      LOG.warn(
          "callbacks may reach this machine's own services, since"
              + " tickwheel.executor.http.allow-loopback is true; that is for development");
    }
    scheduler.resume();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    LOG.infof("executor %s is draining, for %s at most", settings.name(), settings.drainTimeout());
    boolean answered = runtime.drain(settings.drainTimeout());
    LOG.infof(
        "executor %s leaves; %s",
        settings.name(),
        answered ? "all results were acknowledged" : "what it could not report will run again");
  }

  /// Costs a look at all processes, so it rests while there are none.
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    if (processes.running() > 0 || gate.usage().processes() > 0) {
      Usage usage = meter.read();
      gate.update(usage);
    }
  }

  @Scheduled(every = "1h", delayed = "10s")
  void removeOldLogs() {
    try {
      logs.removeOld();
    } catch (IOException e) {
      LOG.warnf("old logs could not be removed from %s: %s", settings.logs().folder(), e);
    }
  }
}
