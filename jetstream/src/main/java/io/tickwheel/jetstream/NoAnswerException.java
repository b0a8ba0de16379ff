package io.tickwheel.jetstream;

/// A question got no answer: nobody listens, the connection broke, or the time was up. Whether it
// was
/// received, and acted upon, is unknown.
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean stored;

  NoAnswerException(String subject, String why) {
    this(subject, why, false);
  }

  NoAnswerException(String subject, String why, boolean stored) {
    super("no answer from %s: %s".formatted(subject, why));
    this.stored = stored;
  }

  /// True when what was asked is durable all the same, and will be decided.
  public boolean stored() {
    return stored;
  }
}
