package io.tickwheel.scheduler.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/// A name that no other scheduler has, for a process that was given none. Machines may share their
/// host's name, so it ends with something random.
final class DefaultName {
  private DefaultName() {}

  static String of(int port) {
    int random = ThreadLocalRandom.current().nextInt(1 << 16);
    return "%s:%d-%04x".formatted(host(), port, random);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "scheduler";
    }
  }
}
