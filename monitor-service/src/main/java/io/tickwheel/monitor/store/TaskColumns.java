package io.tickwheel.monitor.store;

import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.projection.AttemptOutcome;
import io.tickwheel.monitor.projection.TargetKind;
import io.tickwheel.monitor.projection.TaskRow;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Between table `tasks` and [TaskRow]. Enumerations are stored by their order, to which new values
/// are only appended.
final class TaskColumns {
  private static final TaskState[] STATES = TaskState.values();
  private static final TargetKind[] TARGETS = TargetKind.values();
  private static final AttemptOutcome[] OUTCOMES = AttemptOutcome.values();
  private static final FailureKind[] KINDS = FailureKind.values();

  /// What changes while a task goes its way.
  private static final String[] CHANGING = {
    "state",
    "run_at",
    "due",
    "finished",
    "discarded",
    "life",
    "charged",
    "uncharged",
    "cancelling",
    "attempt",
    "executor",
    "dispatched",
    "started",
    "ended",
    "outcome",
    "output",
    "failure_attempt",
    "failure_kind",
    "failure_code",
    "failure_retryable",
    "failure_message",
    "fingerprint"
  };

  private static final String FIXED =
      "place, high, low, type, queue, target, priority, labels, created, spec";

  static final String ALL = FIXED + ", " + String.join(", ", CHANGING);

  /// The same columns with nothing in place of the specification.
  static final String WITHOUT_SPEC = ALL.replace(", spec,", ", NULL,");

  /// The same columns with nothing in place of the two that may be long.
  static final String SHORT = WITHOUT_SPEC.replace(", output,", ", NULL,");

  static final String INSERT =
      "INSERT OR REPLACE INTO tasks (" + ALL + ") VALUES (?" + ", ?".repeat(count() - 1) + ")";

  static final String UPDATE =
      "UPDATE tasks SET " + String.join(" = ?, ", CHANGING) + " = ? WHERE place = ?";

  static final String AMEND = "UPDATE tasks SET priority = ?, spec = ? WHERE place = ?";

  private TaskColumns() {}

  private static int count() {
    return ALL.split(",", -1).length;
  }

  static void bindInsert(Bindings to, TaskRow row) throws SQLException {
    to.start().number(row.place).number(row.id.high()).number(row.id.low());
    to.text(row.type).text(row.queue);
    to.small(row.target.ordinal()).small(row.priority).optional(row.labels).number(row.createdAt);
    to.bytes(row.spec);
    bindChanging(to, row);
  }

  static void bindUpdate(Bindings to, TaskRow row) throws SQLException {
    bindChanging(to.start(), row);
    to.number(row.place);
  }

  private static void bindChanging(Bindings to, TaskRow row) throws SQLException {
    to.small(row.state.ordinal()).number(row.runAt).number(row.dueAt).number(row.finishedAt);
    to.number(row.discardedAt).small(row.life).small(row.charged).small(row.uncharged);
    to.small(row.cancelling ? 1 : 0).small(row.attempt).executor(row.executor);
    to.number(row.dispatchedAt).number(row.startedAt).number(row.endedAt);
    to.small(row.outcome.ordinal()).bytes(row.output);
    if (row.failure == null) {
      to.none().failure(null).none();
    } else {
      to.small(row.failureAttempt).failure(row.failure).number(row.fingerprint);
    }
  }

  /// A row of one of the column lists above.
  static TaskRow read(ResultSet from) throws SQLException {
    var row = new TaskRow(from.getLong(1), new TaskId(from.getLong(2), from.getLong(3)));
    row.type = from.getString(4);
    row.queue = from.getString(5);
    row.target = TARGETS[from.getInt(6)];
    row.priority = from.getInt(7);
    String labels = from.getString(8);
    row.labels = labels == null ? "" : labels;
    row.createdAt = from.getLong(9);
    row.spec = from.getBytes(10);
    row.stored = true;
    readChanging(from, row);
    return row;
  }

  private static void readChanging(ResultSet from, TaskRow row) throws SQLException {
    row.state = STATES[from.getInt(11)];
    row.runAt = from.getLong(12);
    row.dueAt = from.getLong(13);
    row.finishedAt = from.getLong(14);
    row.discardedAt = from.getLong(15);
    row.life = from.getInt(16);
    row.charged = from.getInt(17);
    row.uncharged = from.getInt(18);
    row.cancelling = from.getInt(19) == 1;
    row.attempt = from.getInt(20);
    row.executor = executor(from.getBytes(21));
    row.dispatchedAt = from.getLong(22);
    row.startedAt = from.getLong(23);
    row.endedAt = from.getLong(24);
    row.outcome = OUTCOMES[from.getInt(25)];
    row.output = from.getBytes(26);
    row.failureAttempt = from.getInt(27);
    row.failure = failure(from, 28);
    row.fingerprint = from.getLong(32);
  }

  static AttemptOutcome outcome(int stored) {
    return OUTCOMES[stored];
  }

  static Incarnation executor(byte @Nullable [] stored) {
    if (stored == null) {
      return Incarnation.NONE;
    }
    ByteBuffer halves = ByteBuffer.wrap(stored);
    return new Incarnation(halves.getLong(), halves.getLong());
  }

  /// The failure in four columns from `first` on; null when there was none.
  static @Nullable Failure failure(ResultSet from, int first) throws SQLException {
    String message = from.getString(first + 3);
    if (message == null) {
      return null;
    }
    FailureKind kind = KINDS[from.getInt(first)];
    boolean retryable = from.getInt(first + 2) == 1;
    return new Failure(kind, message, from.getInt(first + 1), retryable, 0);
  }
}
