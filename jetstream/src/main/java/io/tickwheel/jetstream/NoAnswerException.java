package io.tickwheel.jetstream;

/// A question got no answer: nobody listens, the connection broke, or the time was up. Unless
/// `mayHaveBeenReceived` is false, it may have been received and acted upon.
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean mayHaveBeenReceived;
  private final boolean stored;

  NoAnswerException(String subject, String why) {
    this(subject, why, false);
  }

  /// `stored`: what was asked is durable all the same, and will be decided.
  NoAnswerException(String subject, String why, boolean stored) {
    this(subject, why, true, stored);
  }

  private NoAnswerException(
      String subject, String why, boolean mayHaveBeenReceived, boolean stored) {
    super("no answer from %s: %s".formatted(subject, why));
    this.mayHaveBeenReceived = mayHaveBeenReceived;
    this.stored = stored;
  }

  static NoAnswerException notReceived(String subject, String why) {
    return new NoAnswerException(subject, why, false, false);
  }

  /// False when it is certain that nobody got the question.
  public boolean mayHaveBeenReceived() {
    return mayHaveBeenReceived;
  }

  /// True when what was asked is durable all the same, and will be decided.
  public boolean stored() {
    return stored;
  }
}
