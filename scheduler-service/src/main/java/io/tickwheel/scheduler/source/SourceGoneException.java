package io.tickwheel.scheduler.source;

/// A source cannot be read now. Whatever it defined before stays as it is.
public final class SourceGoneException extends Exception {
  private static final long serialVersionUID = 1;

  SourceGoneException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  SourceGoneException(String sentence) {
    super(sentence);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
