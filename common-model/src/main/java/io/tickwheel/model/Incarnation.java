package io.tickwheel.model;

import java.util.UUID;

/// One life of a process: new at every start. Names an executor towards owners, and the source of a
/// stream of numbered command frames.
public record Incarnation(long high, long low) implements Comparable<Incarnation> {
  public static final Incarnation NONE = new Incarnation(0, 0);

  /// Throws IllegalArgumentException when `text` is not a UUID.
  public static Incarnation parse(String text) {
    UUID uuid = UUID.fromString(text);
    return new Incarnation(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  @Override
  public int compareTo(Incarnation other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return new UUID(high, low).toString();
  }
}
