package io.tickwheel.jetstream;

/// A question got no answer: nobody listens, the connection broke, or the time was up. Whether it
// was
/// received, and acted upon, is unknown.
public final class NoAnswerException extends RuntimeException {
  NoAnswerException(String subject, String why) {
    super("no answer from %s: %s".formatted(subject, why));
  }
}
