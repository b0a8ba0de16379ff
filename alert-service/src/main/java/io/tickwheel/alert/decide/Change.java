package io.tickwheel.alert.decide;

import java.util.Locale;

/// What a notification tells of an alert.
public enum Change {
  FIRING,
  /// Still firing, with more incidents since the last notification.
  REPEATED,
  RESOLVED,
  /// No alert: somebody tries a channel.
  TEST;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }
}
