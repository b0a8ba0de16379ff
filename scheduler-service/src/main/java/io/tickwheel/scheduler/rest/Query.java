package io.tickwheel.scheduler.rest;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The parameters of a request's query: known ones only, each at most once. Throws
/// [ProblemException].
final class Query {
  private static final int VALUE_MAX = 1_024;

  private final HttpServerRequest request;

  private Query(HttpServerRequest request) {
    this.request = request;
  }

  static Query of(HttpServerRequest request, Set<String> known) {
    String accepted = "one of " + String.join(", ", new TreeSet<>(known));
    for (String name : request.params().names()) {
      if (!known.contains(name)) {
        String shown = Problem.shown(name);
        throw new ProblemException(
            Problem.of(
                ProblemKind.UNKNOWN_FIELD, shown + " is not a known parameter.", shown, accepted));
      }
      if (request.params().getAll(name).size() > 1) {
        throw bad(name, name + " is given twice.", "each parameter once");
      }
    }
    return new Query(request);
  }

  Optional<String> text(String name) {
    Optional<String> value = Optional.ofNullable(request.getParam(name));
    if (value.isPresent() && value.get().length() > VALUE_MAX) {
      throw bad(name, name + " is too long.", "at most " + VALUE_MAX + " characters");
    }
    return value;
  }

  int number(String name, int usual, int least, int most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(value.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the same sentence
    }
    throw bad(name, value.get(), least, most);
  }

  long instant(String name, long usual) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return usual;
    }
    try {
      // A plus in a query is a blank to most readers.
      return OffsetDateTime.parse(value.get().replace(' ', '+')).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw bad(
          name,
          name + " is '" + Problem.shown(value.get()) + "'.",
          "a time of RFC 3339 such as 2026-01-31T12:00:00Z");
    }
  }

  static ProblemException bad(String name, String detail, String accepted) {
    return new ProblemException(Problem.of(ProblemKind.INVALID_FIELD, detail, name, accepted));
  }

  private static ProblemException bad(String name, String value, int least, int most) {
    return bad(
        name,
        name + " is '" + Problem.shown(value) + "'.",
        "a whole number from " + least + " to " + most);
  }
}
