package io.tickwheel.monitor.filter;

import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.projection.TargetKind;
import java.util.List;
import java.util.Set;

/// One thing that a task must be.
public sealed interface Condition {
  /// In one of these states, as users see them: a waiting task whose time has come is queued.
  record StateIn(Set<TaskState> states) implements Condition {
    public StateIn {
      states = Set.copyOf(states);
    }
  }

  record TextIs(TextField field, List<Words> anyOf) implements Condition {
    public TextIs {
      anyOf = List.copyOf(anyOf);
    }
  }

  record LabelIs(String name, List<Words> anyOf) implements Condition {
    public LabelIs {
      anyOf = List.copyOf(anyOf);
    }
  }

  record TargetIn(Set<TargetKind> kinds) implements Condition {
    public TargetIn {
      kinds = Set.copyOf(kinds);
    }
  }

  /// The latest failure is of one of these kinds.
  record FailureIn(Set<FailureKind> kinds) implements Condition {
    public FailureIn {
      kinds = Set.copyOf(kinds);
    }
  }

  /// The latest failure is this kind of error.
  record FingerprintIs(long fingerprint) implements Condition {}

  /// The latest attempt ran there.
  record ExecutorIs(Incarnation executor) implements Condition {}

  /// Times are Unix milliseconds; a time that has not come fulfils nothing.
  record Compares(NumberField field, Comparison how, long value) implements Condition {}

  /// Not discarded.
  record Kept() implements Condition {}

  record Not(Condition condition) implements Condition {}

  enum TextField {
    TYPE,
    QUEUE
  }

  enum NumberField {
    CREATED,
    RUN_AT,
    FINISHED,
    PRIORITY,
    ATTEMPTS;

    boolean isTime() {
      return this == CREATED || this == RUN_AT || this == FINISHED;
    }
  }

  enum Comparison {
    EQUAL,
    OVER,
    AT_LEAST,
    UNDER,
    AT_MOST
  }

  /// Exactly `text`, or with `prefix` everything that begins with it.
  record Words(String text, boolean prefix) {}
}
