package io.tickwheel.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refusal as the server explains it (RFC 9457), or as well as its status alone allows.
record Problem(int status, Json.Fields fields, Optional<String> retryAfter) {
  /// Statuses after which the same request may do better: overload, and services that are away.
  private static final List<Integer> PASSING = List.of(429, 502, 503, 504);

  static Problem of(int status, String body, @Nullable String retryAfter) {
    return new Problem(status, fields(body), Optional.ofNullable(retryAfter));
  }

  CliException asException() {
    return PASSING.contains(status)
        ? CliException.unreachable(sentence())
        : CliException.refused(sentence());
  }

  /// What is wrong, where, and what would be accepted.
  String sentence() {
    var sentence = new StringBuilder(explanation());
    fields
        .text("field")
        .filter(field -> !explanation().contains(field))
        .ifPresent(field -> sentence.append(" (field ").append(field).append(')'));
    accepted().ifPresent(accepted -> sentence.append("; accepted: ").append(accepted));
    retryAfter.ifPresent(after -> sentence.append("; try again in ").append(after).append(" s"));
    return sentence.toString();
  }

  private String explanation() {
    return fields
        .text("detail")
        .or(() -> fields.text("title"))
        .map(text -> text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
        .orElse("the server answered with status " + status);
  }

  private Optional<String> accepted() {
    return fields
        .find("accepted")
        .map(value -> value instanceof Json.Text text ? text.value() : JsonText.compact(value))
        .filter(accepted -> !explanation().contains(accepted));
  }

  private static Json.Fields fields(String body) {
    try {
      return JsonText.read(body) instanceof Json.Fields fields ? fields : new Json.Fields(Map.of());
    } catch (IOException e) {
      return new Json.Fields(Map.of());
    }
  }
}
