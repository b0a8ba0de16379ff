package io.tickwheel.core.cron;

/// A text is no cron expression: where, why, and what is accepted there.
public final class BadCronException extends RuntimeException {
  private final int position;

  /// `position` counts from 0, in UTF-16 units of the text as it was given; it is the text's
  /// length when something is missing at its end.
  BadCronException(int position, String problem, String accepted) {
    super(problem + "; accepted: " + accepted, null, false, false);
    this.position = position;
  }

  public int position() {
    return position;
  }

  /// The problem and what is accepted, in one sentence; never null.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
