package io.tickwheel.core.cron;

import java.util.Optional;

/// Which instants are due for a fixed local time that a day has twice because clocks go back.
public enum OverlapPolicy {
  FIRST("first"),
  SECOND("second"),
  BOTH("both");

  private final String word;

  OverlapPolicy(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<OverlapPolicy> of(String word) {
    for (OverlapPolicy policy : values()) {
      if (policy.word.equals(word)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
