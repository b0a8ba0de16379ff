package io.tickwheel.core.cron;

import java.util.BitSet;

/// What one field of a text says, gathered while it is read.
final class FieldValues {
  boolean any;
  final BitSet values = new BitSet();
  int beforeLast;
  int nearest;
  boolean lastWeekday;
  long nth;
  int last;

  /// The values as bits; for all fields but the year.
  long bits() {
    return values.isEmpty() ? 0 : values.toLongArray()[0];
  }

  static FieldValues any(CronField field) {
    var all = new FieldValues();
    all.any = true;
    all.values.set(field.min(), field.max() + 1);
    return all;
  }

  static FieldValues only(int value) {
    var one = new FieldValues();
    one.values.set(value);
    return one;
  }
}
