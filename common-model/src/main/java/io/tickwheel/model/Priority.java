package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

/// Orders what waits; never interrupts what runs.
public enum Priority {
  CRITICAL,
  HIGH,
  NORMAL,
  LOW,
  BULK;

  private static final Priority[] ALL = values();

  /// 1 (critical) to 5 (bulk).
  public int level() {
    return ordinal() + 1;
  }

  public static Priority ofLevel(int level) {
    require(level >= 1 && level <= ALL.length, "priority 1..5: %s", level);
    return ALL[level - 1];
  }
}
