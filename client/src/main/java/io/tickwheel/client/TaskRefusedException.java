package io.tickwheel.client;

/// A request was refused. `type` is the problem's stable type, the message says what is wrong.
public final class TaskRefusedException extends RuntimeException {
  private final String type;

  TaskRefusedException(String type, String detail) {
    super(detail.isEmpty() ? type : detail + " (" + type + ")");
    this.type = type;
  }

  public String type() {
    return type;
  }
}
