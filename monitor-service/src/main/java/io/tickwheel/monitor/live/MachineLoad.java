package io.tickwheel.monitor.live;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How busy the machine was at the last look. `cpu` and `processCpu` are 0..1 since the look
/// before, negative when unknown.
public record MachineLoad(
    double cpu, double processCpu, int cores, long memoryBytes, long memoryUsedBytes) {

  /// Looks now.
  public static MachineLoad look() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long memory = system.getTotalMemorySize();
    return new MachineLoad(
        system.getCpuLoad(),
        system.getProcessCpuLoad(),
        system.getAvailableProcessors(),
        memory,
        memory - system.getFreeMemorySize());
  }
}
