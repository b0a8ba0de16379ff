package io.tickwheel.executor;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tickwheel.executor.http.HttpCalls;
import io.tickwheel.executor.load.LoadGate;
import io.tickwheel.executor.load.MachineLoad;
import io.tickwheel.executor.log.AttemptLogs;
import io.tickwheel.executor.process.ProcessHost;
import io.tickwheel.executor.process.ProcessRunner;
import io.tickwheel.executor.settings.ExecutorSettings;
import io.tickwheel.executor.settings.Settings;
import io.tickwheel.executor.target.BuiltIn;
import io.tickwheel.executor.target.HttpTarget;
import io.tickwheel.executor.target.LogSink;
import io.tickwheel.executor.target.Metered;
import io.tickwheel.executor.target.ProcessTarget;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.settings.BadSettingsException;
import io.tickwheel.worker.AttemptRunner;
import io.tickwheel.worker.LaneGroup;
import io.tickwheel.worker.WorkerConfig;
import io.tickwheel.worker.WorkerRuntime;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/// The service's parts, each made from those it needs.
final class ExecutorParts {
  @Produces
  @Singleton
  Settings settings(Config config) {
    try {
      return ExecutorSettings.read(
          name -> config.getOptionalValue(name, String.class),
          config.getPropertyNames(),
          System.getenv().keySet());
    } catch (BadSettingsException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  @Produces
  @Singleton
  ProcessHost host(Settings settings) {
    try {
      return ProcessHost.open(settings.dataFolder());
    } catch (IOException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  void close(@Disposes ProcessHost host) throws IOException {
    host.close();
  }

  @Produces
  @Singleton
  AttemptLogs logs(Settings settings) {
    Settings.Logs logs = settings.logs();
    return new AttemptLogs(logs.folder(), logs.maxBytes(), logs.maxAge(), InstantSource.system());
  }

  @Produces
  @Singleton
  ProcessRunner processes(ProcessHost host, Settings settings, AttemptLogs logs) {
    return new ProcessRunner(host, logs, settings.outputBytes());
  }

  @Produces
  @Singleton
  LoadGate gate(Settings settings, ProcessRunner processes) {
    return new LoadGate(settings.limits(), processes::running);
  }

  @Produces
  @Singleton
  HttpCalls calls(Vertx vertx, Settings settings) {
    Settings.Http http = settings.http();
    return new HttpCalls(vertx, settings.slots().http(), http.guard(), http.signer());
  }

  void close(@Disposes HttpCalls calls) {
    calls.close();
  }

  @Produces
  @Singleton
  NatsLink link(Settings settings) {
    return NatsLink.connect(settings.natsUrl(), "tickwheel-" + settings.name());
  }

  void close(@Disposes NatsLink link) {
    link.close();
  }

  @Produces
  @Singleton
  Groups groups(
      Settings settings,
      HttpCalls calls,
      ProcessRunner processes,
      LoadGate gate,
      MeterRegistry registry) {
    var process = new ProcessTarget(processes, gate, settings.cancelGrace());
    Settings.Slots slots = settings.slots();
    return new Groups(
        List.of(
            group("http", List.of("http"), slots.http(), new HttpTarget(calls), registry),
            group("process", List.of("process"), slots.process(), process, registry)
                .withAbandonAfter(settings.cancelGrace().plus(ProcessTarget.END_LIMIT)),
            group("handler", BuiltIn.LANES, slots.handler(), new BuiltIn(), registry)));
  }

  @Produces
  @Singleton
  WorkerRuntime runtime(
      NatsLink link,
      Settings settings,
      Groups groups,
      ProcessHost host,
      LoadGate gate,
      AttemptLogs logs) {
    var load = new MachineLoad(settings.limits(), gate);
    return WorkerRuntime.start(
        link,
        WorkerConfig.of(settings.name(), groups.all())
            .withLabels(settings.labels())
            .withIsolation(host.isolation())
            .withLoad(load::now)
            .withSink(new LogSink(logs)));
  }

  /// Drained before, as a rule; then this does nothing.
  void close(@Disposes WorkerRuntime runtime) {
    runtime.close();
  }

  /// The kinds of attempts that are taken.
  record Groups(List<LaneGroup> all) {}

  private static LaneGroup group(
      String kind, List<String> lanes, int slots, AttemptRunner runner, MeterRegistry registry) {
    return LaneGroup.of(kind, lanes, slots, new Metered(kind, runner, registry));
  }
}
