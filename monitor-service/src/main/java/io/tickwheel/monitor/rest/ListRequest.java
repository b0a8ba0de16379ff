package io.tickwheel.monitor.rest;

import io.tickwheel.monitor.filter.Condition;
import io.tickwheel.monitor.filter.Condition.Comparison;
import io.tickwheel.monitor.filter.Condition.NumberField;
import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.filter.FilterException;
import io.tickwheel.monitor.filter.FilterParser;
import io.tickwheel.monitor.filter.Moments;
import io.tickwheel.monitor.store.Search;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The parameters of a list: `q` with the filter grammar, or `state`, `type`, `queue`,
// `created_from`,
/// `created_to`; `limit`; `cursor`, which an earlier page gave. Everything else is refused.
record ListRequest(Filter filter, String question, int limit, String cursor) {
  private static final int LIMIT_DEFAULT = 50;
  private static final List<String> WORDS = List.of("state", "type", "queue");
  private static final Set<String> KNOWN =
      Set.of("q", "state", "type", "queue", "created_from", "created_to", "limit", "cursor");

  /// `also` names parameters that the caller reads itself.
  static ListRequest of(MultivaluedMap<String, String> parameters, long nowMillis, String... also) {
    var known = new LinkedHashSet<>(KNOWN);
    known.addAll(List.of(also));
    refuseUnknown(parameters, known);
    var question = new StringBuilder();
    Filter filter = Filter.ALL;
    for (String name : WORDS) {
      String value = first(parameters, name);
      if (!value.isEmpty()) {
        filter = filter.and(parsed(name, name.length() + 1, name + ":" + value, nowMillis));
        question.append(name).append(':').append(value).append(' ');
      }
    }
    filter = bounded(filter, parameters, "created_from", Comparison.AT_LEAST, nowMillis, question);
    filter = bounded(filter, parameters, "created_to", Comparison.UNDER, nowMillis, question);
    String q = first(parameters, "q");
    filter = filter.and(parsed("q", 0, q, nowMillis));
    question.append(q);
    return new ListRequest(
        filter,
        question.toString(),
        limit(first(parameters, "limit")),
        first(parameters, "cursor"));
  }

  static void refuseUnknown(MultivaluedMap<String, String> parameters, Set<String> known) {
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.of(
                ProblemKind.UNKNOWN_FIELD,
                "'" + Problem.shown(name) + "' is not a parameter here.",
                Problem.shown(name),
                "one of " + String.join(", ", known.stream().sorted().toList())));
      }
    }
  }

  /// `scope` keeps cursors of one list from being used in another.
  Search search(String scope, Filter within, long nowMillis) {
    long before = cursor.isEmpty() ? Long.MAX_VALUE : Cursor.read(cursor, scope + question);
    return new Search(within.and(filter), before, limit, nowMillis);
  }

  String next(String scope, long place) {
    return Cursor.write(place, scope + question);
  }

  private static Filter bounded(
      Filter filter,
      MultivaluedMap<String, String> parameters,
      String name,
      Comparison how,
      long nowMillis,
      StringBuilder question) {
    String value = first(parameters, name);
    if (value.isEmpty()) {
      return filter;
    }
    question.append(name).append(':').append(value).append(' ');
    try {
      long moment = Moments.parse(value, 0, nowMillis);
      return filter.and(new Condition.Compares(NumberField.CREATED, how, moment));
    } catch (FilterException e) {
      throw refused(name, 0, e, ProblemKind.INVALID_FIELD);
    }
  }

  /// `text` has `offset` characters before what the user wrote.
  private static Filter parsed(String name, int offset, String text, long nowMillis) {
    try {
      return FilterParser.parse(text, nowMillis);
    } catch (FilterException e) {
      ProblemKind kind = offset == 0 ? ProblemKind.BAD_FILTER : ProblemKind.INVALID_FIELD;
      throw refused(name, offset, e, kind);
    }
  }

  private static ProblemException refused(
      String name, int offset, FilterException e, ProblemKind kind) {
    int position = Math.max(0, e.position() - offset);
    String detail = Problem.shown(e.complaint()) + ", at position " + position + ".";
    return new ProblemException(Problem.of(kind, detail, name, e.accepted()).at(position));
  }

  static int limit(String text) {
    if (text.isEmpty()) {
      return LIMIT_DEFAULT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= Search.LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new ProblemException(
        Problem.of(
            ProblemKind.INVALID_FIELD,
            "'" + Problem.shown(text) + "' is not a limit.",
            "limit",
            "1 to " + Search.LIMIT_MAX));
  }

  static String first(MultivaluedMap<String, String> parameters, String name) {
    String value = parameters.getFirst(name);
    return value == null ? "" : value;
  }
}
