package io.tickwheel.monitor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One query: its text, its parameters, and what a row means.
final class Select {
  interface Parameters {
    /// What it returns is for chaining only.
    Bindings bind(Bindings to) throws SQLException;

    Parameters NONE = to -> to;
  }

  interface Meaning<T> {
    T of(ResultSet row) throws SQLException;
  }

  private Select() {}

  static <T> List<T> all(
      Connection connection, String sql, Parameters parameters, Meaning<T> meaning)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      var _ = parameters.bind(new Bindings(statement));
      try (ResultSet rows = statement.executeQuery()) {
        var all = new ArrayList<T>();
        while (rows.next()) {
          all.add(meaning.of(rows));
        }
        return all;
      }
    }
  }
}
