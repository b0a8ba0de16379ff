package io.tickwheel.executor.process;

import io.tickwheel.executor.load.Usage;
import io.tickwheel.executor.process.ProcessTable.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Measures what the processes of all attempts use: memory now, processors since the last reading.
/// Not thread-safe.
public final class ProcessMeter {
  private static final double TICKS_PER_SECOND = 100;

  private final ProcessHost host;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private Map<Long, Long> ticksBefore = Map.of();
  private long readNanos = System.nanoTime();

  public ProcessMeter(ProcessHost host) {
    this.host = host;
  }

  public Usage read() {
    long now = System.nanoTime();
    var ticks = new HashMap<Long, Long>();
    long used = 0;
    long memory = 0;
    List<Entry> ours = ours(host.table().look());
    for (Entry entry : ours) {
      ticks.put(entry.pid(), entry.cpuTicks());
      used += Math.max(0, entry.cpuTicks() - ticksBefore.getOrDefault(entry.pid(), 0L));
      memory += entry.residentBytes();
    }
    double seconds = Math.max(1e-3, (now - readNanos) / 1e9);
    ticksBefore = ticks;
    readNanos = now;
    return new Usage(used / TICKS_PER_SECOND / seconds / processors, memory, ours.size());
  }

  private List<Entry> ours(List<Entry> all) {
    Set<Long> known = new HashSet<>();
    for (Entry entry : all) {
      if (entry.hasCookie(host.cookiePrefix())) {
        known.add(entry.pid());
      }
    }
    ProcessTree.addDescendants(all, known);
    return all.stream().filter(entry -> known.contains(entry.pid())).toList();
  }
}
