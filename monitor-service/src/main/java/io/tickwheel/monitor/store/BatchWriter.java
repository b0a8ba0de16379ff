package io.tickwheel.monitor.store;

import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.projection.Attempt;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Batch.EndedAttempt;
import io.tickwheel.monitor.projection.Batch.SetAside;
import io.tickwheel.monitor.projection.Batch.Stale;
import io.tickwheel.monitor.projection.Happening;
import io.tickwheel.monitor.projection.Minute;
import io.tickwheel.monitor.projection.Rows;
import io.tickwheel.monitor.projection.TaskRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Writes batches, each in one transaction together with the journal position it reaches. For the
/// writing thread.
public final class BatchWriter implements AutoCloseable {
  private final Connection writer;
  private final StoredRows rows;
  private final Line insertTask;
  private final Line updateTask;
  private final Line amendTask;
  private final Line insertAttempt;
  private final Line insertStale;
  private final Line insertSetAside;
  private final ScheduleWriter schedules;
  private final Line deleteTask;
  private final Line deleteAttempts;
  private final Line addMinute;
  private final Line addType;
  private final Line addTotal;
  private final Line movePosition;

  public BatchWriter(HistoryDatabase database) {
    this.writer = database.writer();
    try {
      rows = new StoredRows(writer);
      insertTask = new Line(writer, TaskColumns.INSERT);
      updateTask = new Line(writer, TaskColumns.UPDATE);
      amendTask = new Line(writer, TaskColumns.AMEND);
      insertAttempt =
          new Line(writer, "INSERT OR REPLACE INTO attempts VALUES (" + marks(13) + ")");
      insertStale =
          new Line(writer, "INSERT OR REPLACE INTO stale_results VALUES (" + marks(6) + ")");
      insertSetAside =
          new Line(writer, "INSERT OR REPLACE INTO set_aside VALUES (" + marks(6) + ")");
      schedules = new ScheduleWriter(writer);
      addMinute = new Line(writer, MinuteColumns.ADD);
      deleteTask = new Line(writer, "DELETE FROM tasks WHERE place = ?");
      deleteAttempts = new Line(writer, "DELETE FROM attempts WHERE task = ?");
      addType = new Line(writer, MinuteColumns.ADD_TYPE);
      addTotal =
          new Line(
              writer,
              "INSERT INTO totals VALUES (?, ?)"
                  + " ON CONFLICT (name) DO UPDATE SET value = value + excluded.value");
      movePosition = new Line(writer, "UPDATE position SET sequence = ?, rows = rows + ?");
    } catch (SQLException e) {
      throw new StoreException("prepare to write", e);
    }
  }

  private static String marks(int count) {
    return "?" + ", ?".repeat(count - 1);
  }

  /// What earlier batches left, for the projection.
  public Rows rows() {
    return rows;
  }

  /// All of the batch, or nothing of it: then the batch is void, and following goes on from the
  /// position before it.
  public void write(Batch batch) {
    try {
      replace(batch.replaced);
      tasks(batch.rows.values());
      for (EndedAttempt ended : batch.attempts) {
        attempt(ended.taskPlace(), ended.attempt());
      }
      insertAttempt.flush();
      for (Stale stale : batch.stale) {
        stale(stale);
      }
      insertStale.flush();
      for (SetAside poison : batch.setAside) {
        setAside(poison);
      }
      insertSetAside.flush();
      schedules.write(batch);
      tally(batch);
      movePosition
          .to
          .start()
          .number(batch.position)
          .number(batch.tally.rowsBegun() - batch.replaced.size());
      movePosition.next();
      movePosition.flush();
      writer.commit();
      batch.rows.values().forEach(rows::written);
    } catch (SQLException e) {
      rollBack();
      throw new StoreException("write journal up to " + batch.position, e);
    }
  }

  private void replace(List<Long> places) throws SQLException {
    for (long place : places) {
      deleteTask.to.start().number(place);
      deleteTask.next();
      deleteAttempts.to.start().number(place);
      deleteAttempts.next();
    }
    deleteTask.flush();
    deleteAttempts.flush();
  }

  private void tasks(Collection<TaskRow> touched) throws SQLException {
    for (TaskRow row : touched) {
      if (!row.stored) {
        TaskColumns.bindInsert(insertTask.to, row);
        insertTask.next();
        continue;
      }
      TaskColumns.bindUpdate(updateTask.to, row);
      updateTask.next();
      if (row.amended) {
        amendTask.to.start().small(row.priority).bytes(row.spec).number(row.place);
        amendTask.next();
      }
    }
    insertTask.flush();
    updateTask.flush();
    amendTask.flush();
  }

  private void attempt(long task, Attempt attempt) throws SQLException {
    insertAttempt.to.start().number(task).small(attempt.number()).small(attempt.life());
    insertAttempt.to.executor(attempt.executor()).number(attempt.dueAtMillis());
    insertAttempt.to.number(attempt.dispatchedAtMillis()).number(attempt.startedAtMillis());
    insertAttempt.to.number(attempt.endedAtMillis()).small(attempt.outcome().ordinal());
    insertAttempt.to.failure(attempt.failure());
    insertAttempt.next();
  }

  private void stale(Stale stale) throws SQLException {
    insertStale.to.start().number(stale.place()).id(stale.task()).small(stale.attempt());
    insertStale.to.executor(stale.executor()).text(stale.outcome()).number(stale.atMillis());
    insertStale.next();
  }

  private void setAside(SetAside poison) throws SQLException {
    insertSetAside.to.start().number(poison.sequence()).small(poison.index());
    insertSetAside.to.small(poison.partition()).number(poison.atMillis());
    insertSetAside.to.text(poison.reason()).bytes(poison.record().bytes());
    insertSetAside.next();
  }

  private void tally(Batch batch) throws SQLException {
    for (Minute minute : batch.tally.minutes()) {
      addMinute.to.start().number(minute.startMillis).number(minute.all.rows);
      addMinute.to.number(minute.all.first).number(minute.all.last);
      addMinute.to.number(minute.firstCreated).number(minute.lastCreated);
      for (long count : minute.counts) {
        addMinute.to.number(count);
      }
      addMinute.next();
      types(minute);
    }
    addMinute.flush();
    addType.flush();
    for (TaskState state : TaskState.values()) {
      total(Totals.nameOf(state), batch.tally.change(state));
    }
    for (Happening what : Happening.values()) {
      total(Totals.nameOf(what), batch.tally.total(what));
    }
    addTotal.flush();
  }

  private void types(Minute minute) throws SQLException {
    for (Map.Entry<String, Minute.Span> type : minute.types.entrySet()) {
      Minute.Span span = type.getValue();
      addType.to.start().text(type.getKey()).number(minute.startMillis).number(span.rows);
      addType.to.number(span.first).number(span.last);
      addType.next();
    }
  }

  private void total(String name, long change) throws SQLException {
    if (change != 0) {
      addTotal.to.start().text(name).number(change);
      addTotal.next();
    }
  }

  private void rollBack() {
    rows.forget();
    try {
      for (Line line : lines()) {
        line.forget();
      }
      schedules.forget();
      writer.rollback();
    } catch (SQLException e) {
      throw new StoreException("roll back", e);
    }
  }

  private Line[] lines() {
    return new Line[] {
      insertTask,
      updateTask,
      amendTask,
      deleteTask,
      deleteAttempts,
      insertAttempt,
      insertStale,
      insertSetAside,
      addMinute,
      addType,
      addTotal,
      movePosition
    };
  }

  @Override
  public void close() {
    try {
      for (Line line : lines()) {
        line.close();
      }
      schedules.close();
      rows.close();
    } catch (SQLException e) {
      throw new StoreException("close", e);
    }
  }
}
