package io.tickwheel.executor.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The processes of this machine. Thread-safe.
interface ProcessTable {
  /// Everybody there is, zombies left out, looked at after the call began.
  List<Entry> look();

  static ProcessTable ofThisMachine() {
    return LinuxProcessTable.isPresent() ? new LinuxProcessTable() : new PortableProcessTable();
  }

  /// A process. `group` and `session` are 0 and `cookie` is null where they cannot be known.
  /// `cpuTicks` are hundredths of a second of CPU time used so far.
  record Entry(
      long pid,
      long parent,
      long group,
      long session,
      long cpuTicks,
      long residentBytes,
      @Nullable String cookie) {
    boolean hasCookie(String prefix) {
      return cookie != null && cookie.startsWith(prefix);
    }
  }
}
