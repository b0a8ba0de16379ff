package io.tickwheel.scheduler.lifecycle;

/// In which order the parts of the process stop: priorities of observers of the shutdown event.
/// When the first is called, HTTP takes no requests any more and those under way are answered.
public final class StopOrder {
  /// No submissions come over NATS any more.
  public static final int SUBMISSIONS = 1000;

  /// Partitions are handed over to other schedulers.
  public static final int OWNER = 2000;

  /// Commands under way are sent.
  public static final int COMMANDS = 3000;

  /// The connections to NATS close.
  public static final int LINK = 4000;

  private StopOrder() {}
}
