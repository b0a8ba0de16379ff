package io.tickwheel.monitor.store;

import static io.tickwheel.model.Require.require;

import io.tickwheel.model.TaskState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Forgets finished tasks that are too old or too many, oldest first, in small steps. Unfinished
/// tasks and dead letters stay: someone still waits for them. The records of schedules go by the
/// same limits. For the writing thread.
public final class Retention {
  /// Rows looked at in one step.
  private static final int STEP = 500;

  /// Steps follow each other quickly while there is something to forget.
  private static final long BUSY_PAUSE_MILLIS = 50;

  private static final long IDLE_PAUSE_MILLIS = 60_000;

  private static final String OLDEST =
      "SELECT place, state >= %d AND (discarded > 0 OR state NOT IN (%d, %d)), finished, created FROM tasks"
              .formatted(
                  TaskState.SUCCEEDED.ordinal(), TaskState.DEAD.ordinal(), TaskState.LOST.ordinal())
          + " WHERE place > ? ORDER BY place LIMIT "
          + STEP;

  /// `ageMillis`: how long a finished task is kept. `rows`: how many tasks are kept.
  public record Limits(long ageMillis, long rows) {
    public Limits {
      require(ageMillis > 0 && rows > 0, "retention is positive: %s ms, %s rows", ageMillis, rows);
    }
  }

  private final Connection writer;
  private final Limits limits;
  private final OccurrenceRetention occurrences;
  private long rows;
  private long after;
  private boolean busy = true;
  private long restedAtMillis;

  public Retention(HistoryDatabase database, Limits limits, long rows) {
    this.writer = database.writer();
    this.limits = limits;
    this.rows = rows;
    this.occurrences = new OccurrenceRetention(writer, limits);
  }

  /// Rows were added: of tasks, and of what became of schedules' occurrences.
  public void began(long tasks, long ofSchedules) {
    rows += tasks;
    occurrences.began(ofSchedules);
  }

  /// There are so many rows that forgetting cannot wait for a quiet moment. False for a while after
  /// a round that found nothing more to forget.
  public boolean isUrgent(long nowMillis) {
    boolean many = rows > limits.rows() + limits.rows() / 8;
    boolean mayStep = busy || nowMillis - restedAtMillis > IDLE_PAUSE_MILLIS;
    return occurrences.isUrgent() || (many && mayStep);
  }

  /// How long to wait for something else before the next step.
  public long pauseMillis() {
    return busy || occurrences.isBusy() ? BUSY_PAUSE_MILLIS : IDLE_PAUSE_MILLIS;
  }

  /// Looks at the next of the oldest rows and forgets those that may go.
  public void step(long nowMillis) {
    try {
      long gone = forget(nowMillis);
      occurrences.step(nowMillis);
      if (!busy) {
        rest(nowMillis);
      }
      writer.commit();
      rows -= gone;
    } catch (SQLException e) {
      rollBack();
      occurrences.forgetCount();
      throw new StoreException("forget what is old", e);
    }
  }

  private long forget(long nowMillis) throws SQLException {
    long oldest = nowMillis - limits.ageMillis();
    long surplus = rows - limits.rows();
    int seen = 0;
    long gone = 0;
    long created = 0;
    try (PreparedStatement find = writer.prepareStatement(OLDEST);
        PreparedStatement delete = writer.prepareStatement("DELETE FROM tasks WHERE place = ?");
        PreparedStatement attempts =
            writer.prepareStatement("DELETE FROM attempts WHERE task = ?")) {
      find.setLong(1, after);
      try (ResultSet row = find.executeQuery()) {
        for (; row.next(); seen++) {
          after = row.getLong(1);
          created = row.getLong(4);
          if (row.getBoolean(2) && (gone < surplus || row.getLong(3) < oldest)) {
            gone++;
            add(delete, after);
            add(attempts, after);
          }
        }
      }
      delete.executeBatch();
      attempts.executeBatch();
    }
    account(gone);
    busy = seen == STEP && (created < oldest || gone < surplus);
    return gone;
  }

  private static void add(PreparedStatement statement, long place) throws SQLException {
    statement.setLong(1, place);
    statement.addBatch();
  }

  private void account(long gone) throws SQLException {
    if (gone > 0) {
      try (PreparedStatement count =
          writer.prepareStatement("UPDATE position SET rows = rows - ?")) {
        count.setLong(1, gone);
        count.executeUpdate();
      }
    }
  }

  /// The round is over; the next one begins at the oldest row again.
  private void rest(long nowMillis) throws SQLException {
    after = 0;
    restedAtMillis = nowMillis;
    occurrences.tidy();
    try (Statement statement = writer.createStatement()) {
      statement.execute("DELETE FROM stale_results WHERE at < " + (nowMillis - limits.ageMillis()));
      for (String table : List.of("minutes", "minute_types")) {
        statement.execute(
            "DELETE FROM " + table + " WHERE last_place < (SELECT min(place) FROM tasks)");
      }
    }
  }

  private void rollBack() {
    try {
      writer.rollback();
    } catch (SQLException e) {
      throw new StoreException("roll back", e);
    }
  }
}
