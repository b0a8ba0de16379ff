package io.tickwheel.alert.api;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of lists.
final class Query {
  static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 500;

  private Query() {}

  static int limit(@Nullable String text) {
    return number("limit", text, 1, LIMIT_MAX).map(Math::toIntExact).orElse(LIMIT_DEFAULT);
  }

  /// Ids below this one are wanted: `next` of the page before.
  static Optional<Long> cursor(@Nullable String text) {
    return number("cursor", text, 1, Long.MAX_VALUE);
  }

  static Optional<Long> number(String name, @Nullable String text, long least, long most) {
    if (text == null) {
      return Optional.empty();
    }
    if (text.matches("\\d{1,18}")
        && Long.parseLong(text) >= least
        && Long.parseLong(text) <= most) {
      return Optional.of(Long.valueOf(text));
    }
    throw refused(
        name, text, "a number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most));
  }

  /// One of the values, spelt in small letters.
  static <E extends Enum<E>> Optional<E> word(String name, @Nullable String text, E[] values) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(values)
            .filter(value -> word(value).equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    refused(
                        name,
                        text,
                        Arrays.stream(values).map(Query::word).collect(Collectors.joining(", ")))));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static ProblemException refused(String name, String text, String accepted) {
    return new ProblemException(
        Problem.of(
            ProblemKind.INVALID_FIELD,
            "%s '%s' is not accepted".formatted(name, Problem.shown(text)),
            name,
            accepted));
  }
}
