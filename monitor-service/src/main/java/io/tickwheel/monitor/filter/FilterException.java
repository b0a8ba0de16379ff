package io.tickwheel.monitor.filter;

/// A filter that cannot be read: what is wrong, where (from 0, in UTF-16 units), and what would be
/// accepted there.
public final class FilterException extends Exception {
  private static final long serialVersionUID = 1;

  private final String complaint;
  private final int position;
  private final String accepted;

  FilterException(int position, String message, String accepted) {
    super(message);
    this.complaint = message;
    this.position = position;
    this.accepted = accepted;
  }

  /// What is wrong.
  public String complaint() {
    return complaint;
  }

  public int position() {
    return position;
  }

  public String accepted() {
    return accepted;
  }
}
