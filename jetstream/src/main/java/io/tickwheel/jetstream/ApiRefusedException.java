package io.tickwheel.jetstream;

/// JetStream understood a request and refused it.
public final class ApiRefusedException extends RuntimeException {
  private final int code;

  ApiRefusedException(String request, int code, String text) {
    super("%s: %s (%d)".formatted(request, text, code));
    this.code = code;
  }

  /// JetStream's own error code, such as 10059 for an unknown stream.
  public int code() {
    return code;
  }
}
