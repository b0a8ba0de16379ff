package io.tickwheel.problem;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/// One refusal: what is wrong, with which field, at which position of its value, and what would be
/// accepted.
///
/// `retryAfterSeconds` is 0 when trying again later does not help.
public record Problem(
    ProblemKind kind,
    String detail,
    Optional<String> field,
    OptionalInt position,
    Optional<String> accepted,
    int retryAfterSeconds) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /// Values of users are shown up to here.
  private static final int SHOWN_MAX = 80;

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, Optional.empty(), OptionalInt.empty(), Optional.empty(), 0);
  }

  public static Problem of(ProblemKind kind, String detail, String field, String accepted) {
    return new Problem(
        kind, detail, Optional.of(field), OptionalInt.empty(), Optional.of(accepted), 0);
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
    return new Problem(kind, detail, field, position, accepted, seconds);
  }

  /// With the position in the field's value, from 0.
  public Problem at(int where) {
    return new Problem(kind, detail, field, OptionalInt.of(where), accepted, retryAfterSeconds);
  }

  /// Without a field: what would be accepted of the whole.
  public Problem accepting(String what) {
    return new Problem(kind, detail, field, position, Optional.of(what), retryAfterSeconds);
  }

  public int status() {
    return kind.status();
  }

  /// As [#MEDIA_TYPE].
  public String json() {
    var json = new ProblemJson();
    json.text("type", kind.type()).text("title", kind.title()).number("status", kind.status());
    json.text("detail", detail);
    field.ifPresent(name -> json.text("field", name));
    position.ifPresent(where -> json.number("position", where));
    accepted.ifPresent(what -> json.text("accepted", what));
    if (retryAfterSeconds > 0) {
      json.number("retry_after_seconds", retryAfterSeconds);
    }
    return json.end();
  }

  public byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
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
