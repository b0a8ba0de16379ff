package io.tickwheel.monitor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Forgets what became of occurrences when it is too old, or the oldest when it is too much. Within
/// the caller's transaction.
final class OccurrenceRetention {
  /// Rows looked at in one step.
  private static final int STEP = 500;

  private static final int UNKNOWN = -1;

  private static final String FORGET =
      "DELETE FROM occurrences WHERE place IN (SELECT place FROM"
          + " (SELECT place, at FROM occurrences ORDER BY place LIMIT "
          + STEP
          + ") WHERE at < ?)";

  private static final String FORGET_SURPLUS =
      "DELETE FROM occurrences WHERE place IN"
          + " (SELECT place FROM occurrences ORDER BY place LIMIT ?)";

  private static final String OLDEST = "(SELECT min(place) FROM occurrences)";

  private static final List<String> TIDY =
      List.of(
          "DELETE FROM definitions WHERE EXISTS (SELECT 1 FROM definitions later WHERE"
              + " later.schedule = definitions.schedule AND later.place > definitions.place"
              + " AND later.place < "
              + OLDEST
              + ")",
          "DELETE FROM definitions WHERE gone = 1 AND place < " + OLDEST,
          "DELETE FROM claims WHERE EXISTS (SELECT 1 FROM claims later WHERE"
              + " later.partition = claims.partition AND later.place > claims.place"
              + " AND later.place < "
              + OLDEST
              + ")");

  private final Connection writer;
  private final Retention.Limits limits;
  private long rows = UNKNOWN;
  private boolean busy = true;

  OccurrenceRetention(Connection writer, Retention.Limits limits) {
    this.writer = writer;
    this.limits = limits;
  }

  void began(long count) {
    rows += rows == UNKNOWN ? 0 : count;
  }

  boolean isBusy() {
    return busy;
  }

  boolean isUrgent() {
    return rows > limits.rows() + limits.rows() / 8;
  }

  /// The step was not committed.
  void forgetCount() {
    rows = UNKNOWN;
  }

  void step(long nowMillis) throws SQLException {
    if (rows == UNKNOWN) {
      rows = count();
    }
    long gone = delete(FORGET, nowMillis - limits.ageMillis());
    long surplus = rows - gone - limits.rows();
    if (surplus > 0) {
      gone += delete(FORGET_SURPLUS, Math.min(surplus, STEP));
    }
    rows -= gone;
    busy = gone >= STEP;
  }

  /// Forgets definitions and claims that nothing which is left refers to.
  void tidy() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      for (String sql : TIDY) {
        statement.execute(sql);
      }
    }
  }

  private long count() throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet found = statement.executeQuery("SELECT count(*) FROM occurrences")) {
      return found.next() ? found.getLong(1) : 0;
    }
  }

  private long delete(String sql, long value) throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setLong(1, value);
      return statement.executeUpdate();
    }
  }
}
