package io.tickwheel.scheduler.problem;

import java.util.Optional;

/// One refusal: what is wrong, with which field, and what would be accepted.
///
/// `retryAfterSeconds` is 0 when trying again later does not help.
public record Problem(
    ProblemKind kind,
    String detail,
    Optional<String> field,
    Optional<String> accepted,
    int retryAfterSeconds) {
  /// Values of users are shown up to here.
  private static final int SHOWN_MAX = 80;

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, Optional.empty(), Optional.empty(), 0);
  }

  public static Problem of(ProblemKind kind, String detail, String field, String accepted) {
    return new Problem(kind, detail, Optional.of(field), Optional.of(accepted), 0);
  }

  public static Problem unavailable(String detail) {
    return of(ProblemKind.UNAVAILABLE, detail).retryAfter(1);
  }

  public static Problem unknownTask(String id, String detail) {
    return of(
        ProblemKind.UNKNOWN_TASK,
        "'" + shown(id) + "' " + detail,
        "task_id",
        "the id of a task that was accepted before");
  }

  public Problem retryAfter(int seconds) {
    return new Problem(kind, detail, field, accepted, seconds);
  }

  public int status() {
    return kind.status();
  }

  /// What a user sent, fit to be shown: short, and without control characters.
  public static String shown(String value) {
    var text = new StringBuilder();
    value.codePoints().limit(SHOWN_MAX).forEach(c -> text.appendCodePoint(isPlain(c) ? c : 0xFFFD));
    return value.codePointCount(0, value.length()) > SHOWN_MAX ? text + "…" : text.toString();
  }

  private static boolean isPlain(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE
        && Character.getType(codePoint) != Character.FORMAT;
  }
}
