package io.tickwheel.monitor.store;

import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.projection.Attempt;
import io.tickwheel.monitor.projection.Batch.Stale;
import io.tickwheel.monitor.projection.Happening;
import io.tickwheel.monitor.projection.Minute;
import io.tickwheel.monitor.projection.Occurrence;
import io.tickwheel.monitor.projection.OccurrenceOutcome;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.monitor.store.Select.Parameters;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Questions to the history. They block, so ask on a thread that may; from any.
public final class History {
  /// Newest poison records that are shown.
  private static final int SET_ASIDE_SHOWN_MAX = 100;

  private static final String DEAD_LETTER =
      "state IN (%d, %d) AND discarded = 0"
          .formatted(TaskState.DEAD.ordinal(), TaskState.LOST.ordinal());

  private final HistoryDatabase database;

  public History(HistoryDatabase database) {
    this.database = database;
  }

  public JournalPosition position() {
    return list(
            "read the position",
            "SELECT sequence, rows, journal FROM position",
            Parameters.NONE,
            row -> new JournalPosition(row.getLong(1), row.getLong(2), row.getString(3)))
        .getFirst();
  }

  public Totals totals() {
    return new Totals(
        list(
                "read the totals",
                "SELECT name, value FROM totals",
                Parameters.NONE,
                row -> Map.entry(row.getString(1), row.getLong(2)))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /// The task with its specification and output.
  public Optional<TaskRow> find(TaskId id) {
    return database.read("find task " + id, connection -> find(connection, id));
  }

  private static Optional<TaskRow> find(Connection connection, TaskId id) throws SQLException {
    String sql = "SELECT " + TaskColumns.ALL + " FROM tasks WHERE high = ? AND low = ?";
    return Select.all(
            connection, sql, to -> to.number(id.high()).number(id.low()), TaskColumns::read)
        .stream()
        .findFirst();
  }

  public Page page(Search search) {
    return database.read(
        "search", connection -> new PageReader(connection, search, System::nanoTime).read());
  }

  /// All attempts of the task by number; empty when the task is unknown.
  public Optional<List<Attempt>> attempts(TaskId id) {
    return database.read(
        "read attempts of task " + id,
        connection -> {
          Optional<TaskRow> task = find(connection, id);
          return task.isEmpty() ? Optional.empty() : Optional.of(attempts(connection, task.get()));
        });
  }

  private static List<Attempt> attempts(Connection connection, TaskRow task) throws SQLException {
    String sql =
        "SELECT number, life, executor, due, dispatched, started, ended, outcome,"
            + " failure_kind, failure_code, failure_retryable, failure_message"
            + " FROM attempts WHERE task = ?";
    List<Attempt> attempts =
        Select.all(connection, sql, to -> to.number(task.place), History::attempt);
    if (task.attempt > 0 && attempts.stream().noneMatch(a -> a.number() == task.attempt)) {
      attempts.add(task.latestAttempt());
    }
    attempts.sort(Comparator.comparingInt(Attempt::number));
    return attempts;
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getInt(1),
        row.getInt(2),
        TaskColumns.executor(row.getBytes(3)),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        TaskColumns.outcome(row.getInt(8)),
        TaskColumns.failure(row, 9));
  }

  /// Results of the task that came too late, in their order.
  public List<Stale> stale(TaskId id) {
    return list(
        "read late results of task " + id,
        "SELECT place, attempt, executor, outcome, at FROM stale_results"
            + " WHERE task = ? ORDER BY place",
        to -> to.id(id),
        row ->
            new Stale(
                row.getLong(1),
                id,
                row.getInt(2),
                TaskColumns.executor(row.getBytes(3)),
                row.getString(4),
                row.getLong(5)));
  }

  /// What became of the schedule's occurrences, newest first: `outcome` or, empty, all; before a
  /// place.
  public List<Occurrence> occurrences(
      ScheduleId schedule, Optional<OccurrenceOutcome> outcome, long before, int limit) {
    String sql =
        "SELECT %s FROM occurrences WHERE schedule = ? AND place < ?%s ORDER BY place DESC LIMIT ?"
            .formatted(
                OccurrenceColumns.ALL,
                outcome.map(wanted -> " AND outcome = " + wanted.ordinal()).orElse(""));
    return list(
        "read what became of schedule " + schedule,
        sql,
        to -> to.text(schedule.text()).number(before).small(limit),
        OccurrenceColumns::read);
  }

  /// What is in the history of schedules behind a place, in the order in which it happened.
  public List<News> news(long after, int limit) {
    return list(
        "read what is to be told",
        NewsColumns.AFTER,
        to -> to.number(after).small(limit),
        NewsColumns::read);
  }

  /// The dead letters by kind of error, the most frequent first.
  public List<DeadGroup> deadGroups(int limit) {
    return list(
        "group the dead letters",
        "SELECT fingerprint, type, count(*), min(finished), max(finished), high, low,"
            + " failure_kind, failure_code, failure_retryable, failure_message FROM tasks WHERE "
            + DEAD_LETTER
            + " GROUP BY fingerprint, type ORDER BY 3 DESC, 5 DESC LIMIT ?",
        to -> to.small(limit),
        History::deadGroup);
  }

  private static DeadGroup deadGroup(ResultSet row) throws SQLException {
    return new DeadGroup(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        new TaskId(row.getLong(6), row.getLong(7)),
        Optional.ofNullable(TaskColumns.failure(row, 8)));
  }

  /// What could not be read, newest first.
  public List<Poison> setAside() {
    return list(
        "read what was set aside",
        "SELECT sequence, event, partition, at, reason, length(record) FROM set_aside"
            + " ORDER BY sequence DESC, event DESC LIMIT ?",
        to -> to.small(SET_ASIDE_SHOWN_MAX),
        row ->
            new Poison(
                row.getLong(1),
                row.getInt(2),
                row.getInt(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6)));
  }

  public long setAsideCount() {
    return list(
            "count what was set aside",
            "SELECT count(*) FROM set_aside",
            Parameters.NONE,
            row -> row.getLong(1))
        .getFirst();
  }

  /// The counts of each minute from `fromMillis` on in which something happened, oldest first.
  public List<Minute> minutes(long fromMillis) {
    return list(
        "read the minutes",
        "SELECT start, " + MinuteColumns.NAMES + " FROM minutes WHERE start >= ? ORDER BY start",
        to -> to.number(fromMillis),
        History::minute);
  }

  private static Minute minute(ResultSet row) throws SQLException {
    var minute = new Minute(row.getLong(1));
    for (Happening what : Happening.values()) {
      minute.counts[what.ordinal()] = row.getLong(what.ordinal() + 2);
    }
    return minute;
  }

  private <T> List<T> list(
      String doing, String sql, Parameters parameters, Select.Meaning<T> meaning) {
    return database.read(doing, connection -> Select.all(connection, sql, parameters, meaning));
  }
}
