package io.tickwheel.executor.process;

import io.tickwheel.executor.process.ProcessTable.Entry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Kills what is known by its cookie and nothing else, for processes whose executor is gone.
final class OrphanSweep {
  private static final long LIMIT_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

  private final ProcessTable table;

  OrphanSweep(ProcessTable table) {
    this.table = table;
  }

  /// Returns how many processes there were.
  int kill(String cookiePrefix) {
    Set<Long> killed = new HashSet<>();
    long until = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() - until < 0) {
      List<Entry> left =
          table.look().stream().filter(entry -> entry.hasCookie(cookiePrefix)).toList();
      if (left.isEmpty()) {
        break;
      }
      for (Entry entry : left) {
        killed.add(entry.pid());
        Posix.kill(entry.pid(), Posix.SIGKILL);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    return killed.size();
  }
}
