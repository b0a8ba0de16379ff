package io.tickwheel.core.schedule;

/// A specification that cannot be followed: which field, and why, in a sentence for people.
public final class BadScheduleException extends RuntimeException {
  private final String field;
  private final int position;

  BadScheduleException(String field, String sentence) {
    this(field, sentence, -1);
  }

  BadScheduleException(String field, String sentence, int position) {
    super(sentence, null, false, false);
    this.field = field;
    this.position = position;
  }

  public String field() {
    return field;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }

  /// Where in the field's text, from 0 in UTF-16 units; -1 when it is not about a place.
  public int position() {
    return position;
  }
}
