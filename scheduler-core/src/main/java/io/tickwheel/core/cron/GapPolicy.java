package io.tickwheel.core.cron;

import java.util.Optional;

/// What becomes of a fixed local time that a day lacks because clocks go forward over it.
public enum GapPolicy {
  /// It is due at the instant of the change.
  RUN_AFTER_GAP("run_after_gap"),
  /// It is due later by the gap's length: as if clocks had not changed.
  SHIFT("shift"),
  /// It is not due that day.
  SKIP("skip");

  private final String word;

  GapPolicy(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<GapPolicy> of(String word) {
    for (GapPolicy policy : values()) {
      if (policy.word.equals(word)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
