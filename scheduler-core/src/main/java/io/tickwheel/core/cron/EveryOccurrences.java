package io.tickwheel.core.cron;

import java.util.OptionalLong;

/// The anchor, and each whole number of periods after it.
record EveryOccurrences(long periodMillis, long anchorMillis) implements Occurrences {
  @Override
  public OptionalLong next(long afterMillis) {
    if (afterMillis < anchorMillis) {
      return OptionalLong.of(anchorMillis);
    }
    long passed = afterMillis - anchorMillis;
    long left = periodMillis - passed % periodMillis;
    return left > Stretch.END * 1000 - 1 - afterMillis
        ? OptionalLong.empty()
        : OptionalLong.of(afterMillis + left);
  }

  @Override
  public OptionalLong previous(long beforeMillis) {
    if (beforeMillis <= anchorMillis) {
      return OptionalLong.empty();
    }
    long passed = beforeMillis - 1 - anchorMillis;
    return OptionalLong.of(anchorMillis + passed / periodMillis * periodMillis);
  }
}
