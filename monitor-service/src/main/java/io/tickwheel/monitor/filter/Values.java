package io.tickwheel.monitor.filter;

import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Priority;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.filter.Condition.Comparison;
import io.tickwheel.monitor.filter.Condition.NumberField;
import io.tickwheel.monitor.filter.Condition.TextField;
import io.tickwheel.monitor.filter.Condition.Words;
import io.tickwheel.monitor.filter.FilterParser.Value;
import io.tickwheel.monitor.projection.TargetKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// The fields of the grammar and what their values may be.
final class Values {
  private static final String LABEL = "label.";
  private static final String FIELDS =
      "state, type, queue, priority, target, label.<name>, created, run_at, finished, attempts,"
          + " failure, fingerprint, executor";

  private final long nowMillis;

  Values(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  Condition condition(String field, int fieldAt, Comparison how, List<Value> given)
      throws FilterException {
    if (field.startsWith(LABEL) && field.length() > LABEL.length()) {
      only(Comparison.EQUAL, how, field, fieldAt);
      return new Condition.LabelIs(field.substring(LABEL.length()), words(given));
    }
    return switch (field) {
      case "created" -> time(NumberField.CREATED, field, how, given);
      case "run_at", "execute_at" -> time(NumberField.RUN_AT, field, how, given);
      case "finished" -> time(NumberField.FINISHED, field, how, given);
      case "priority" -> number(NumberField.PRIORITY, how, single(given), Values::priority);
      case "attempts" -> number(NumberField.ATTEMPTS, how, single(given), Values::count);
      default -> {
        only(Comparison.EQUAL, how, field, fieldAt);
        yield named(field, fieldAt, given);
      }
    };
  }

  private static Condition named(String field, int fieldAt, List<Value> given)
      throws FilterException {
    return switch (field) {
      case "state", "status" ->
          new Condition.StateIn(oneOf(TaskState.class, TaskState::word, given));
      case "type" -> new Condition.TextIs(TextField.TYPE, words(given));
      case "queue" -> new Condition.TextIs(TextField.QUEUE, words(given));
      case "target" -> new Condition.TargetIn(oneOf(TargetKind.class, TargetKind::word, given));
      case "failure" -> new Condition.FailureIn(oneOf(FailureKind.class, FailureKind::word, given));
      case "fingerprint" -> new Condition.FingerprintIs(fingerprint(single(given)));
      case "executor" -> new Condition.ExecutorIs(executor(single(given)));
      default -> throw new FilterException(fieldAt, "'" + field + "' is not a field", FIELDS);
    };
  }

  private static void only(Comparison wanted, Comparison how, String field, int fieldAt)
      throws FilterException {
    if (how != wanted) {
      throw new FilterException(
          fieldAt + field.length(), field + " cannot be compared like this", field + ":value");
    }
  }

  private Condition time(NumberField field, String name, Comparison how, List<Value> given)
      throws FilterException {
    Value value = single(given);
    if (how == Comparison.EQUAL) {
      throw new FilterException(
          value.at() - 1, name + " is compared with >, >=, < or <=", name + ">2026-01-01");
    }
    return new Condition.Compares(field, how, Moments.parse(plain(value), value.at(), nowMillis));
  }

  private static Condition number(
      NumberField field, Comparison how, Value value, Function<String, Integer> reading)
      throws FilterException {
    try {
      return new Condition.Compares(field, how, reading.apply(plain(value)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      String accepted = field == NumberField.PRIORITY ? "1 to 5, or its name" : "a whole number";
      throw new FilterException(value.at(), "'" + value.words().text() + "' is not one", accepted);
    }
  }

  private static int priority(String text) {
    return Character.isDigit(text.charAt(0))
        ? Priority.ofLevel(Integer.parseInt(text)).level()
        : Priority.valueOf(text.toUpperCase(Locale.ROOT)).level();
  }

  private static int count(String text) {
    return Integer.parseUnsignedInt(text);
  }

  private static long fingerprint(Value value) throws FilterException {
    try {
      return Long.parseUnsignedLong(plain(value), 16);
    } catch (NumberFormatException e) {
      throw new FilterException(
          value.at(), "'" + value.words().text() + "' is not a fingerprint", "16 hex digits");
    }
  }

  private static Incarnation executor(Value value) throws FilterException {
    try {
      return Incarnation.parse(plain(value));
    } catch (IllegalArgumentException e) {
      throw new FilterException(
          value.at(), "'" + value.words().text() + "' is not an executor", "an incarnation's UUID");
    }
  }

  private static <E extends Enum<E>> Set<E> oneOf(
      Class<E> type, Function<E, String> word, List<Value> given) throws FilterException {
    Set<E> chosen = EnumSet.noneOf(type);
    E[] all = type.getEnumConstants();
    for (Value value : given) {
      String wanted = plain(value);
      chosen.add(
          Arrays.stream(all)
              .filter(e -> word.apply(e).equals(wanted))
              .findAny()
              .orElseThrow(() -> unknown(value, Arrays.stream(all).map(word).toList())));
    }
    return chosen;
  }

  private static FilterException unknown(Value value, List<String> accepted) {
    return new FilterException(
        value.at(),
        "'" + value.words().text() + "' is not known here",
        "one of " + String.join(", ", accepted));
  }

  private static List<Words> words(List<Value> given) {
    return given.stream().map(Value::words).toList();
  }

  private static Value single(List<Value> given) throws FilterException {
    if (given.size() > 1) {
      throw new FilterException(given.get(1).at(), "only one value is taken here", "one value");
    }
    return given.getFirst();
  }

  private static String plain(Value value) throws FilterException {
    if (value.words().prefix()) {
      throw new FilterException(
          value.at() + value.words().text().length(), "'*' is not taken here", "a whole value");
    }
    return value.words().text();
  }
}
