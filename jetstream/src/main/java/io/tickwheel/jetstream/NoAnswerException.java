package io.tickwheel.jetstream;

/// A question got no answer: nobody listens, the connection broke, or the time was up. Unless
/// `mayHaveBeenReceived` is false, it may have been received and acted upon.
public final class NoAnswerException extends RuntimeException {
  private final boolean mayHaveBeenReceived;

  NoAnswerException(String subject, String why) {
    this(subject, why, true);
  }

  private NoAnswerException(String subject, String why, boolean mayHaveBeenReceived) {
    super("no answer from %s: %s".formatted(subject, why));
    this.mayHaveBeenReceived = mayHaveBeenReceived;
  }

  static NoAnswerException notReceived(String subject, String why) {
    return new NoAnswerException(subject, why, false);
  }

  /// False when it is certain that nobody got the question.
  public boolean mayHaveBeenReceived() {
    return mayHaveBeenReceived;
  }
}
