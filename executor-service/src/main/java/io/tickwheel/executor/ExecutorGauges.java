package io.tickwheel.executor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tickwheel.executor.load.LoadGate;
import io.tickwheel.worker.LaneGroup;
import io.tickwheel.worker.WorkerRuntime;
import io.tickwheel.worker.WorkerStatus.GroupStatus;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/// What is held and what is used, as metrics.
final class ExecutorGauges {
  void register(
      @Observes StartupEvent event,
      MeterRegistry registry,
      ExecutorParts.Groups groups,
      WorkerRuntime runtime,
      LoadGate gate) {
    for (LaneGroup group : groups.all()) {
      Gauge.builder("tickwheel.executor.slots", group, LaneGroup::slots)
          .tag("kind", group.name())
          .register(registry);
      gauge("held", group, runtime, registry, GroupStatus::held);
      gauge("running", group, runtime, registry, GroupStatus::running);
      gauge("window", group, runtime, registry, GroupStatus::window);
    }
    Gauge.builder("tickwheel.executor.processes", gate, g -> g.usage().processes())
        .register(registry);
    Gauge.builder("tickwheel.executor.processes.cpu", gate, g -> g.usage().cpu())
        .register(registry);
    Gauge.builder("tickwheel.executor.processes.memory", gate, g -> g.usage().memoryBytes())
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("tickwheel.executor.joined", runtime, r -> r.status().isJoined() ? 1 : 0)
        .register(registry);
  }

  private static void gauge(
      String name,
      LaneGroup group,
      WorkerRuntime runtime,
      MeterRegistry registry,
      ToDoubleFunction<GroupStatus> value) {
    Gauge.builder("tickwheel.executor." + name, runtime, r -> read(r, group.name(), value))
        .tag("kind", group.name())
        .register(registry);
  }

  /// 0 while not joined.
  private static double read(
      WorkerRuntime runtime, String group, ToDoubleFunction<GroupStatus> value) {
    return runtime.status().groups().stream()
        .filter(status -> status.name().equals(group))
        .mapToDouble(value)
        .findFirst()
        .orElse(0);
  }
}
