package io.tickwheel.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.live.RecentWindow.Spread;
import io.tickwheel.monitor.projection.Happening;
import io.tickwheel.monitor.status.Status;
import io.tickwheel.monitor.status.StatusReader;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The domain's figures for Prometheus, read from the status when it is scraped.
@Singleton
public class Meters {
  private final MeterRegistry registry;
  private final StatusReader reader;

  Meters(MeterRegistry registry, StatusReader reader) {
    this.registry = registry;
    this.reader = reader;
  }

  void register(@Observes StartupEvent event) {
    for (TaskState state : TaskState.values()) {
      Gauge.builder("tickwheel.tasks", reader, r -> r.status().tasks().getOrDefault(state, 0L))
          .description("Tasks by state")
          .tag("state", state.word())
          .register(registry);
    }
    for (Happening what : Happening.values()) {
      FunctionCounter.builder("tickwheel.events", reader, r -> r.status().totals().of(what))
          .description("What happened to tasks and attempts")
          .tag("event", what.word())
          .register(registry);
    }
    spread(
        "tickwheel.lateness",
        "Start of run after due time, last minute",
        s -> s.figures().lateness());
    spread("tickwheel.duration", "Run time of attempts, last minute", s -> s.figures().duration());
    gauge("tickwheel.queued.oldest.seconds", s -> s.oldestQueuedMillis() / 1000.0);
    gauge("tickwheel.executors", s -> s.executors().stream().filter(e -> !e.isLost()).count());
    gauge("tickwheel.executor.slots", Status::slots);
    gauge("tickwheel.executor.held", Status::held);
    gauge("tickwheel.schedulers", s -> s.schedulers().stream().filter(e -> !e.isLost()).count());
    gauge("tickwheel.partitions.owned", s -> s.partitions().size());
    gauge("tickwheel.history.following", s -> s.progress().following() ? 1 : 0);
    gauge("tickwheel.history.pending", s -> s.progress().pending());
    gauge("tickwheel.history.rows", s -> s.position().rows());
    gauge("tickwheel.history.set.aside", Status::setAside);
  }

  private interface SpreadOf {
    Spread of(Status status);
  }

  private void spread(String name, String description, SpreadOf spread) {
    quantile(name, description, "0.5", spread, Spread::p50);
    quantile(name, description, "0.95", spread, Spread::p95);
    quantile(name, description, "0.99", spread, Spread::p99);
  }

  private void quantile(
      String name, String description, String rank, SpreadOf spread, ToLongFunction<Spread> of) {
    Gauge.builder(name + ".seconds", reader, r -> of.applyAsLong(spread.of(r.status())) / 1000.0)
        .description(description)
        .tag("quantile", rank)
        .register(registry);
  }

  private void gauge(String name, ToDoubleFunction<Status> value) {
    Gauge.builder(name, reader, r -> value.applyAsDouble(r.status())).register(registry);
  }
}
