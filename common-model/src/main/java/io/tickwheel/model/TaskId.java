package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

import java.util.UUID;

/// A task's name: a UUID (RFC 9562) whose twelve bits after the version carry the partition, so
/// that anyone can route a lookup without a directory. Fresh ids are version 7 (sortable by
/// creation); ids derived from an idempotency key are version 8.  Ordered by the unsigned value,
/// which for version 7 is creation time.
public record TaskId(long high, long low) implements Comparable<TaskId> {
  public static final int PARTITIONS_MAX = 4096;

  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long LOW_62 = 0x3fff_ffff_ffff_ffffL;

  /// A fresh id. `random` supplies 62 bits; the caller owns the clock and the randomness.
  public static TaskId create(long nowMillis, int partition, long random) {
    requirePartition(partition);
    return new TaskId((nowMillis << 16) | 0x7000L | partition, VARIANT | (random & LOW_62));
  }

  /// The id of an idempotency key, from 128 bits of a cryptographic hash of that key.
  public static TaskId derive(long hashHigh, long hashLow, int partitions) {
    require(partitions >= 1 && partitions <= PARTITIONS_MAX, "partitions 1..4096: %s", partitions);
    long partition = Long.remainderUnsigned(hashHigh, partitions);
    return new TaskId((hashHigh & ~0xffffL) | 0x8000L | partition, VARIANT | (hashLow & LOW_62));
  }

  /// The same from a hash alone, in partition 0; [#in] places it.
  static TaskId derive(long hashHigh, long hashLow) {
    return derive(hashHigh, hashLow, 1);
  }

  TaskId in(int partition) {
    requirePartition(partition);
    return new TaskId((high & ~0xfffL) | partition, low);
  }

  /// Throws IllegalArgumentException with a sentence for people when `text` is not an id of ours.
  public static TaskId parse(String text) {
    require(text.length() == 36, "a task id is a UUID of 36 characters");
    UUID uuid;
    try {
      uuid = UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a task id is a UUID of 36 characters", e);
    }
    require(
        (uuid.version() == 7 || uuid.version() == 8) && uuid.variant() == 2,
        "a task id is a UUID of version 7 or 8");
    return new TaskId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  public int partition() {
    return (int) (high & 0xfff);
  }

  /// Spreads ids evenly over tables; equal ids have equal values on every machine.
  public long mix() {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ low ^ (mixed >>> 29)) * 0xBF58_476D_1CE4_E5B9L;
    return mixed ^ (mixed >>> 32);
  }

  @Override
  public int compareTo(TaskId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public int hashCode() {
    return (int) mix();
  }

  @Override
  public String toString() {
    return new UUID(high, low).toString();
  }

  private static void requirePartition(int partition) {
    require(partition >= 0 && partition < PARTITIONS_MAX, "partition 0..4095: %s", partition);
  }
}
