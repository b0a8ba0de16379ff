package io.tickwheel.monitor.store;

import io.tickwheel.model.FailureKind;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.filter.Condition;
import io.tickwheel.monitor.filter.Condition.Comparison;
import io.tickwheel.monitor.filter.Condition.NumberField;
import io.tickwheel.monitor.filter.Condition.TextField;
import io.tickwheel.monitor.filter.Condition.Words;
import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.projection.SpecSummary;
import io.tickwheel.monitor.projection.TargetKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A filter as an SQL condition on table `tasks`. Every value is a parameter.
final class SqlFilter {
  private final long nowMillis;
  private final List<Object> values = new ArrayList<>();
  private final String text;

  SqlFilter(Filter filter, long nowMillis) {
    this.nowMillis = nowMillis;
    text =
        filter.conditions().isEmpty()
            ? "1"
            : filter.conditions().stream().map(this::sql).collect(Collectors.joining(" AND "));
  }

  String text() {
    return text;
  }

  Bindings bind(Bindings to) throws SQLException {
    for (Object value : values) {
      switch (value) {
        case String words -> to.text(words);
        case byte[] bytes -> to.bytes(bytes);
        case Long number -> to.number(number);
        default -> throw new IllegalStateException("no parameter: " + value);
      }
    }
    return to;
  }

  private String sql(Condition condition) {
    return switch (condition) {
      case Condition.StateIn(Set<TaskState> states) -> states(states);
      case Condition.TextIs(TextField field, List<Words> anyOf) -> texts(column(field), anyOf);
      case Condition.LabelIs(String name, List<Words> anyOf) -> labels(name, anyOf);
      case Condition.TargetIn(Set<TargetKind> kinds) -> "target IN " + ordinals(kinds);
      case Condition.FailureIn(Set<FailureKind> kinds) ->
          "ifnull(failure_kind IN " + ordinals(kinds) + ", 0)";
      case Condition.FingerprintIs(long fingerprint) ->
          "ifnull(fingerprint = " + mark(fingerprint) + ", 0)";
      case Condition.ExecutorIs(var executor) ->
          "ifnull(executor = " + mark(Bindings.bytes(executor.high(), executor.low())) + ", 0)";
      case Condition.Compares(NumberField field, Comparison how, long value) ->
          compare(field, how, value);
      case Condition.Kept kept -> "discarded = 0";
      case Condition.Not(Condition inner) -> "NOT (" + sql(inner) + ")";
    };
  }

  /// A waiting state and `queued` are one in the database, told apart by the due time. The plain
  /// list comes first: it is what the index is searched by.
  private String states(Set<TaskState> states) {
    boolean queued = states.contains(TaskState.QUEUED);
    var stored = EnumSet.copyOf(states);
    var details = new ArrayList<String>();
    for (TaskState waiting : List.of(TaskState.SCHEDULED, TaskState.RETRYING)) {
      boolean early = states.contains(waiting);
      if (queued && !early) {
        details.add("(state <> %d OR due <= %s)".formatted(waiting.ordinal(), mark(nowMillis)));
      } else if (early && !queued) {
        details.add("(state <> %d OR due > %s)".formatted(waiting.ordinal(), mark(nowMillis)));
      }
      if (queued) {
        stored.add(waiting);
      }
    }
    stored.remove(TaskState.QUEUED);
    details.addFirst("state IN " + ordinals(stored));
    if (!stored.contains(TaskState.SUCCEEDED)) {
      details.add(Schema.UNFINISHED_INDEX);
    }
    return "(" + String.join(" AND ", details) + ")";
  }

  private static String column(TextField field) {
    return switch (field) {
      case TYPE -> "type";
      case QUEUE -> "queue";
    };
  }

  private String texts(String column, List<Words> anyOf) {
    return anyOf.stream()
        .map(
            words ->
                words.prefix()
                    ? column + " GLOB " + mark(escaped(words.text()) + "*")
                    : column + " = " + mark(words.text()))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\[*?]", "[$0]");
  }

  private String labels(String name, List<Words> anyOf) {
    return anyOf.stream()
        .map(
            words ->
                words.prefix()
                    ? SpecSummary.needleOfPrefix(name, words.text())
                    : SpecSummary.needle(name, words.text()))
        .map(needle -> "ifnull(instr(labels, " + mark(needle) + ") > 0, 0)")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String compare(NumberField field, Comparison how, long value) {
    String sign =
        switch (how) {
          case EQUAL -> " = ";
          case OVER -> " > ";
          case AT_LEAST -> " >= ";
          case UNDER -> " < ";
          case AT_MOST -> " <= ";
        };
    return switch (field) {
      case CREATED -> "created" + sign + mark(value);
      case RUN_AT -> "run_at" + sign + mark(value);
      case FINISHED -> "(finished > 0 AND finished" + sign + mark(value) + ")";
      case PRIORITY -> "priority" + sign + mark(value);
      case ATTEMPTS -> "attempt" + sign + mark(value);
    };
  }

  private static String ordinals(Collection<? extends Enum<?>> values) {
    return values.stream()
        .map(value -> Integer.toString(value.ordinal()))
        .sorted()
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String mark(Object value) {
    values.add(value);
    return "?";
  }
}
