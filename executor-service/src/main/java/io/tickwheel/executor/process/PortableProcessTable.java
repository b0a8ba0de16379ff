package io.tickwheel.executor.process;

import java.util.List;

/// What Java knows by itself: who is whose child.
final class PortableProcessTable implements ProcessTable {
  @Override
  public List<Entry> look() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .map(
            handle ->
                new Entry(
                    handle.pid(),
                    handle.parent().map(ProcessHandle::pid).orElse(0L),
                    0,
                    0,
                    handle.info().totalCpuDuration().map(d -> d.toMillis() / 10).orElse(0L),
                    0,
                    null))
        .toList();
  }
}
