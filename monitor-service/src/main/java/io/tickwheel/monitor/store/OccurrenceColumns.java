package io.tickwheel.monitor.store;

import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.TaskId;
import io.tickwheel.monitor.projection.Occurrence;
import io.tickwheel.monitor.projection.OccurrenceOutcome;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An occurrence as a row of the database.
final class OccurrenceColumns {
  static final String ALL =
      "place, partition, schedule, outcome, first, last, count, missed, waited, reason, cause, task,"
          + " note, at";

  /// How many those are.
  static final int COUNT = 14;

  static final String INSERT =
      "INSERT OR REPLACE INTO occurrences (%s) VALUES (?%s)"
          .formatted(ALL, ", ?".repeat(COUNT - 1));

  private static final OccurrenceOutcome[] OUTCOMES = OccurrenceOutcome.values();
  private static final SkipReason[] REASONS = SkipReason.values();
  private static final Cause[] CAUSES = Cause.values();

  private OccurrenceColumns() {}

  static void bind(Bindings to, Occurrence of) throws SQLException {
    to.start().number(of.place()).small(of.partition()).text(of.schedule());
    to.small(of.outcome().ordinal()).number(of.firstMillis()).number(of.lastMillis());
    to.small(of.count()).small(of.missed()).small(of.waited() ? 1 : 0);
    ordinal(to, of.reason());
    ordinal(to, of.cause());
    to.bytes(of.task().map(task -> Bindings.bytes(task.high(), task.low())).orElse(null));
    to.optional(of.note()).number(of.atMillis());
  }

  private static void ordinal(Bindings to, Optional<? extends Enum<?>> value) throws SQLException {
    if (value.isPresent()) {
      to.small(value.get().ordinal());
    } else {
      to.none();
    }
  }

  static Occurrence read(ResultSet row) throws SQLException {
    String note = row.getString(13);
    return new Occurrence(
        row.getLong(1),
        row.getInt(2),
        row.getString(3),
        OUTCOMES[row.getInt(4)],
        row.getLong(5),
        row.getLong(6),
        row.getInt(7),
        row.getInt(8),
        row.getBoolean(9),
        value(REASONS, row, 10),
        value(CAUSES, row, 11),
        task(row.getBytes(12)),
        note == null ? "" : note,
        row.getLong(14));
  }

  private static <E> Optional<E> value(E[] values, ResultSet row, int column) throws SQLException {
    int ordinal = row.getInt(column);
    return row.wasNull() ? Optional.empty() : Optional.of(values[ordinal]);
  }

  private static Optional<TaskId> task(byte @Nullable [] id) {
    if (id == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(id);
    return Optional.of(new TaskId(bytes.getLong(), bytes.getLong()));
  }
}
