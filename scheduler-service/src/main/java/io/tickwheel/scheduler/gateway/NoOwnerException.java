package io.tickwheel.scheduler.gateway;

/// No owner answered.
public final class NoOwnerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Fate fate;
  private final String sentence;

  /// What is known of the command that was not answered.
  public enum Fate {
    /// It was not sent, nothing will come of it.
    UNSENT,
    /// It is durable and will be decided.
    STORED,
    /// It may have been stored.
    UNKNOWN
  }

  public NoOwnerException(Fate fate, String sentence) {
    super(sentence, null, false, false);
    this.fate = fate;
    this.sentence = sentence;
  }

  /// For users.
  public String sentence() {
    return sentence;
  }

  public Fate fate() {
    return fate;
  }
}
