package io.tickwheel.monitor.problem;

/// Why a request was refused. The slug is the stable part of the problem's `type`.
public enum ProblemKind {
  INVALID_FIELD(400, "invalid-field", "A field has a value that is not accepted"),
  UNKNOWN_FIELD(400, "unknown-field", "A field is not known"),
  BAD_FILTER(400, "bad-filter", "The filter cannot be read"),
  BAD_REQUEST(400, "bad-request", "The request is not accepted"),
  UNKNOWN_TASK(404, "unknown-task", "There is no such task"),
  UNKNOWN_PATH(404, "unknown-path", "There is nothing at this path"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "This path does not take this method"),
  INTERNAL(500, "internal", "Something went wrong on our side"),
  BAD_GATEWAY(502, "bad-gateway", "The service behind gave no answer"),
  UNAVAILABLE(503, "unavailable", "The request cannot be answered now"),
  GATEWAY_TIMEOUT(504, "gateway-timeout", "The service behind took too long");

  private static final String PREFIX = "https://tickwheel.io/problems/";

  private final int status;
  private final String type;
  private final String title;

  ProblemKind(int status, String slug, String title) {
    this.status = status;
    this.type = PREFIX + slug;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /// The problem's `type`, which never changes.
  public String type() {
    return type;
  }

  public String title() {
    return title;
  }
}
