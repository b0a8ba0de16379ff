package io.tickwheel.monitor.store;

import io.tickwheel.model.TaskId;
import io.tickwheel.monitor.projection.Rows;
import io.tickwheel.monitor.projection.TaskRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of the database, with those that will change soon kept at hand: tasks that were written
/// unfinished. For the writing thread.
final class StoredRows implements Rows, AutoCloseable {
  /// About 10 MB of rows without their specifications.
  private static final int KEPT_MAX = 32 * 1024;

  private final PreparedStatement find;
  private final PreparedStatement spec;
  private final Map<TaskId, TaskRow> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, TaskRow> eldest) {
          return size() > KEPT_MAX;
        }
      };

  StoredRows(Connection writer) throws SQLException {
    find =
        writer.prepareStatement(
            "SELECT " + TaskColumns.WITHOUT_SPEC + " FROM tasks WHERE high = ? AND low = ?");
    spec = writer.prepareStatement("SELECT spec FROM tasks WHERE place = ?");
  }

  @Override
  public @Nullable TaskRow find(TaskId id) {
    TaskRow row = kept.get(id);
    return row != null ? row : read(id);
  }

  private @Nullable TaskRow read(TaskId id) {
    try {
      new Bindings(find).number(id.high()).number(id.low());
      try (ResultSet found = find.executeQuery()) {
        return found.next() ? TaskColumns.read(found) : null;
      }
    } catch (SQLException e) {
      throw new StoreException("find task " + id, e);
    }
  }

  @Override
  public byte @Nullable [] specOf(TaskRow row) {
    try {
      spec.setLong(1, row.place);
      try (ResultSet found = spec.executeQuery()) {
        return found.next() ? found.getBytes(1) : null;
      }
    } catch (SQLException e) {
      throw new StoreException("find the specification of task " + row.id, e);
    }
  }

  /// The row was written as it is.
  void written(TaskRow row) {
    row.stored = true;
    row.amended = false;
    if (row.state.isFinal()) {
      kept.remove(row.id);
    } else {
      row.spec = null;
      row.output = null;
      kept.put(row.id, row);
    }
  }

  /// The last batch was not committed: what is kept may be ahead of the database.
  void forget() {
    kept.clear();
  }

  @Override
  public void close() throws SQLException {
    find.close();
    spec.close();
  }
}
