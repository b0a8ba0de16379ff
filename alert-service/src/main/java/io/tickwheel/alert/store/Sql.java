package io.tickwheel.alert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A statement and its values.
record Sql(String statement, List<@Nullable Object> values) {
  static Sql of(String statement, @Nullable Object... values) {
    List<@Nullable Object> copy = new ArrayList<>();
    for (Object value : values) {
      copy.add(value);
    }
    return new Sql(statement, copy);
  }

  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  int update(Connection connection) throws SQLException {
    try (PreparedStatement prepared = prepare(connection)) {
      return prepared.executeUpdate();
    }
  }

  /// The row's id.
  long insert(Connection connection) throws SQLException {
    int rows = update(connection);
    if (rows != 1) {
      throw new SQLException("inserted " + rows + " rows instead of one");
    }
    return Sql.of("SELECT last_insert_rowid()").one(connection, row -> row.getLong(1)).orElse(0L);
  }

  <T> Optional<T> one(Connection connection, Row<T> row) throws SQLException {
    return all(connection, row).stream().findFirst();
  }

  <T> List<T> all(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement prepared = prepare(connection);
        ResultSet rows = prepared.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  private PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < values.size(); i++) {
      prepared.setObject(i + 1, values.get(i));
    }
    return prepared;
  }
}
