package io.tickwheel.monitor.problem;

import io.tickwheel.monitor.view.JsonText;
import java.util.Optional;
import java.util.OptionalInt;

/// One refusal: what is wrong, with which field, at which position of its value, and what would be
/// accepted.
public record Problem(
    ProblemKind kind,
    String detail,
    Optional<String> field,
    OptionalInt position,
    Optional<String> accepted) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /// Values of users are shown up to here.
  private static final int SHOWN_MAX = 80;

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  public static Problem of(ProblemKind kind, String detail, String field, String accepted) {
    return new Problem(
        kind, detail, Optional.of(field), OptionalInt.empty(), Optional.of(accepted));
  }

  public Problem at(int where) {
    return new Problem(kind, detail, field, OptionalInt.of(where), accepted);
  }

  public byte[] json() {
    return JsonText.bytes(
        json -> {
          json.open();
          json.text("type", kind.type()).text("title", kind.title());
          json.number("status", kind.status()).text("detail", detail);
          field.ifPresent(name -> json.text("field", name));
          position.ifPresent(where -> json.number("position", where));
          accepted.ifPresent(what -> json.text("accepted", what));
          json.close();
        });
  }

  /// What a user sent, fit to be shown: short, and without control characters.
  public static String shown(String value) {
    var text = new StringBuilder();
    value
        .codePoints()
        .limit(SHOWN_MAX)
        .map(
            c ->
                Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                    ? 0xFFFD
                    : c)
        .forEach(text::appendCodePoint);
    return value.codePointCount(0, value.length()) > SHOWN_MAX ? text + "…" : text.toString();
  }
}
