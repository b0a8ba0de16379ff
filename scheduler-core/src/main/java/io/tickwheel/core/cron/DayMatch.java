package io.tickwheel.core.cron;

import java.util.Optional;

/// How the two day fields go together when both are restricted.
public enum DayMatch {
  /// A day is due that either field admits: cron's custom.
  OR("or"),
  /// A day is due that both fields admit.
  AND("and");

  private final String word;

  DayMatch(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<DayMatch> of(String word) {
    for (DayMatch match : values()) {
      if (match.word.equals(word)) {
        return Optional.of(match);
      }
    }
    return Optional.empty();
  }
}
