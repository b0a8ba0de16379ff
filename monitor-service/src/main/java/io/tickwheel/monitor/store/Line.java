package io.tickwheel.monitor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// A prepared statement that takes rows in chunks.
final class Line implements AutoCloseable {
  /// Rows handed to the database at a time.
  private static final int CHUNK = 512;

  final Bindings to;
  private final PreparedStatement statement;
  private int waiting;

  Line(Connection writer, String sql) throws SQLException {
    statement = writer.prepareStatement(sql);
    to = new Bindings(statement);
  }

  void next() throws SQLException {
    statement.addBatch();
    if (++waiting == CHUNK) {
      flush();
    }
  }

  void flush() throws SQLException {
    if (waiting > 0) {
      waiting = 0;
      statement.executeBatch();
    }
  }

  void forget() throws SQLException {
    waiting = 0;
    statement.clearBatch();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
