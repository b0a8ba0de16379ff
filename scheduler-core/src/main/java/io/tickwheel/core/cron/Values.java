package io.tickwheel.core.cron;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A set of a field's values, seen as what people see in it: runs, and steps.
record Values(BitSet set) {
  /// Consecutive values, at least one.
  record Run(int first, int last) {}

  static Values of(long bits) {
    return new Values(BitSet.valueOf(new long[] {bits}));
  }

  static Values of(int bits) {
    return of(Integer.toUnsignedLong(bits));
  }

  int count() {
    return set.cardinality();
  }

  boolean isOnly(int value) {
    return count() == 1 && set.get(value);
  }

  boolean isAll(CronField field) {
    return count() == field.span();
  }

  int[] toArray() {
    return set.stream().toArray();
  }

  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (int first = set.nextSetBit(0); first >= 0; ) {
      int end = set.nextClearBit(first);
      runs.add(new Run(first, end - 1));
      first = set.nextSetBit(end);
    }
    return runs;
  }

  /// The distance between neighbours when it is the same for all of three or more; else 0.
  int step() {
    int[] values = toArray();
    if (values.length < 3) {
      return 0;
    }
    int step = values[1] - values[0];
    for (int i = 2; i < values.length; i++) {
      if (values[i] - values[i - 1] != step) {
        return 0;
      }
    }
    return step;
  }

  /// The step, when the values go on in it through the whole field without a rest, as minutes 0,
  /// 15, 30 and 45 do; else 0.
  int evenStep(CronField field) {
    int step = step();
    boolean isEven =
        step > 0 && set.get(field.min()) && count() * step == field.span() && step < field.span();
    if (!isEven && count() == 2 && set.get(field.min())) {
      int half = field.span() / 2;
      return set.get(field.min() + half) && field.span() % 2 == 0 ? half : 0;
    }
    return isEven ? step : 0;
  }
}
