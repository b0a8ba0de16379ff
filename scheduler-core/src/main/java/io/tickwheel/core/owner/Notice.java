package io.tickwheel.core.owner;

/// What an operator should hear of.
public sealed interface Notice {
  record Taken(int partition, long epoch, int tasks, long replayed, long tookMillis)
      implements Notice {}

  /// Another scheduler has it, or our append was refused as stale.
  record Fenced(int partition, long epoch, int heldEffects) implements Notice {}

  record Released(int partition, long epoch) implements Notice {}

  /// An unreadable message was set aside: it is skipped and changes nothing.
  record Poison(int partition, String stream, long sequence, String reason) implements Notice {}

  /// What is stored for the partition is unreadable or contradicts itself, or a turn failed by a
  /// fault of ours. A record that does not fit is passed over; else the partition is dropped and
  /// tried again.
  record Broken(int partition, long position, String reason) implements Notice {}

  /// Another process calls itself by our name; `url` is where it says it can be reached. Partitions
  /// go to one of the two only.
  record NameShared(String name, String url) implements Notice {}
}
