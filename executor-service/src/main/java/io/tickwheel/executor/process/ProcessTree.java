package io.tickwheel.executor.process;

import io.tickwheel.executor.process.ProcessTable.Entry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Everything an attempt has started: its leader's process group and session, whoever carries its
/// cookie, and their descendants. A double fork leaves the group and the parent but keeps the
/// cookie; a cleared environment loses the cookie but not the session.
final class ProcessTree {
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(2).toNanos();

  private final ProcessTable table;
  private final long leader;
  private final String cookie;

  ProcessTree(ProcessTable table, long leader, String cookie) {
    this.table = table;
    this.leader = leader;
    this.cookie = cookie;
  }

  /// Asks all to end.
  void terminate() {
    if (!Posix.kill(-leader, Posix.SIGTERM)) {
      Posix.kill(leader, Posix.SIGTERM);
    }
    for (Entry member : members()) {
      if (member.group() != leader) {
        Posix.kill(member.pid(), Posix.SIGTERM);
      }
    }
  }

  /// Kills until a look finds nobody. False when somebody is left after `limit`.
  boolean kill(Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    while (true) {
      Posix.kill(-leader, Posix.SIGKILL);
      List<Entry> left = members();
      if (left.isEmpty()) {
        return true;
      }
      left.forEach(member -> Posix.kill(member.pid(), Posix.SIGKILL));
      if (System.nanoTime() - until >= 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  List<Entry> members() {
    List<Entry> all = table.look();
    Set<Long> known = new HashSet<>();
    for (Entry entry : all) {
      if (isOurs(entry)) {
        known.add(entry.pid());
      }
    }
    addDescendants(all, known);
    return all.stream().filter(entry -> known.contains(entry.pid())).toList();
  }

  static void addDescendants(List<Entry> all, Set<Long> known) {
    boolean grown = true;
    while (grown) {
      grown = addChildren(all, known);
    }
  }

  private boolean isOurs(Entry entry) {
    return entry.pid() == leader
        || entry.group() == leader
        || entry.session() == leader
        || cookie.equals(entry.cookie());
  }

  private static boolean addChildren(List<Entry> all, Set<Long> known) {
    boolean grown = false;
    for (Entry entry : all) {
      grown |= known.contains(entry.parent()) && known.add(entry.pid());
    }
    return grown;
  }
}
