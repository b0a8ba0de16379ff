package io.tickwheel.message;

import java.util.Comparator;

/// A place among the dispatch frames of one partition for one executor: the owner's epoch, and the
/// frame's number, counted by that owner from 1. An executor takes a frame only when it lies beyond
/// every place it knows of, so that neither a superseded owner nor a late or repeated message can
/// start anything (fencing token, Kleppmann, "How to do distributed locking", 2016).
public record DispatchMark(long epoch, long number) implements Comparable<DispatchMark> {
  public static final DispatchMark NONE = new DispatchMark(0, 0);

  private static final Comparator<DispatchMark> ORDER =
      Comparator.comparingLong(DispatchMark::epoch).thenComparingLong(DispatchMark::number);

  @Override
  public int compareTo(DispatchMark other) {
    return ORDER.compare(this, other);
  }
}
