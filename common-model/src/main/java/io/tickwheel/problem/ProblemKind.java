package io.tickwheel.problem;

/// Why a request was refused. The slug is the stable part of the problem's `type`.
public enum ProblemKind {
  MALFORMED_JSON(400, "malformed-json", "The body is not the JSON that is needed"),
  INVALID_FIELD(400, "invalid-field", "A field has a value that is not accepted"),
  MISSING_FIELD(400, "missing-field", "A field that is needed is missing"),
  BAD_FILTER(400, "bad-filter", "The filter cannot be read"),
  UNKNOWN_FIELD(400, "unknown-field", "A field is not known"),
  CONFLICTING_FIELDS(400, "conflicting-fields", "Two fields contradict each other"),
  NOT_SUPPORTED_YET(400, "not-supported-yet", "This is not supported yet"),
  BAD_REQUEST(400, "bad-request", "The request is not accepted"),
  UNKNOWN_TASK(404, "unknown-task", "There is no such task"),
  UNKNOWN_SCHEDULE(404, "unknown-schedule", "There is no such schedule"),
  UNKNOWN_LOG(404, "unknown-log", "There is no such log"),
  UNKNOWN_ALERT(404, "unknown-alert", "There is no such alert"),
  UNKNOWN_CHANNEL(404, "unknown-channel", "There is no such channel"),
  UNKNOWN_PATH(404, "unknown-path", "There is nothing at this path"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "This path does not take this method"),
  CONFLICT(409, "conflict", "What is there does not allow this"),
  WRONG_STATE(409, "wrong-state", "The task's state does not allow this"),
  SCHEDULE_TAKEN(409, "schedule-taken", "The schedule is defined elsewhere"),
  TOO_LARGE(413, "too-large", "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The content type is not accepted"),
  KEY_REUSED(422, "idempotency-key-reused", "The idempotency key belongs to another request"),
  TOO_MANY_TASKS(429, "too-many-tasks", "Too many tasks are unfinished"),
  INTERNAL(500, "internal", "Something went wrong on our side"),
  BAD_GATEWAY(502, "bad-gateway", "The service behind gave no answer"),
  UNAVAILABLE(503, "unavailable", "The request cannot be answered now"),
  GATEWAY_TIMEOUT(504, "gateway-timeout", "The service behind took too long");

  private static final String PREFIX = "https://tickwheel.io/problems/";

  private final int status;
  private final String slug;
  private final String title;

  ProblemKind(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /// The problem's `type`, which never changes.
  public String type() {
    return PREFIX + slug;
  }

  /// The last part of the type: the kind in one word.
  public String slug() {
    return slug;
  }

  public String title() {
    return title;
  }
}
