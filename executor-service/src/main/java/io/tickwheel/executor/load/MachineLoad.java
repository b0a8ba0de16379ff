package io.tickwheel.executor.load;

import com.sun.management.OperatingSystemMXBean;
import io.tickwheel.worker.Load;
import java.lang.management.ManagementFactory;

/// How busy this machine is, as owners see it when they choose an executor: its processors, by
/// whomever they are used, against what attempts may use of them; and attempts' memory likewise.
public final class MachineLoad {
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Limits limits;
  private final LoadGate gate;

  public MachineLoad(Limits limits, LoadGate gate) {
    this.limits = limits;
    this.gate = gate;
  }

  public Load now() {
    double cpu = machine.getCpuLoad() * 100 / limits.maxCpuPercent();
    double memory = (double) gate.usage().memoryBytes() / limits.maxMemoryBytes();
    return new Load(fraction(cpu), fraction(memory));
  }

  /// The first reading may be negative or not a number.
  private static double fraction(double value) {
    return value > 0 ? Math.min(value, 1) : 0;
  }
}
