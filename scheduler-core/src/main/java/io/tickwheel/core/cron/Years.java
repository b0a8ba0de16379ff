package io.tickwheel.core.cron;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which years are due: all that a time can be written in, or a set of those a year field can name.
final class Years {
  static final int NONE = -1;

  /// What RFC 3339 can write.
  static final int YEAR_MAX = 9999;

  private static final Years ANY = new Years(true, new BitSet());

  private final boolean any;
  private final BitSet set;

  private Years(boolean any, BitSet set) {
    this.any = any;
    this.set = set;
  }

  /// `set` holds the years themselves; `any` makes it meaningless.
  static Years of(boolean any, BitSet set) {
    return any ? ANY : new Years(false, (BitSet) set.clone());
  }

  boolean any() {
    return any;
  }

  BitSet set() {
    return (BitSet) set.clone();
  }

  /// The first that is not before `year`, or [#NONE].
  int next(int year) {
    if (any) {
      return year > YEAR_MAX ? NONE : Math.max(year, 0);
    }
    return set.nextSetBit(Math.max(year, 0));
  }

  /// The last that is not after `year`, or [#NONE].
  int previous(int year) {
    if (any || year < 0) {
      return Math.max(NONE, Math.min(year, YEAR_MAX));
    }
    return set.previousSetBit(year);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Years years && any == years.any && set.equals(years.set);
  }

  @Override
  public int hashCode() {
    return set.hashCode();
  }
}
