package io.tickwheel.monitor.store;

import io.tickwheel.monitor.filter.Condition;
import io.tickwheel.monitor.filter.Condition.Comparison;
import io.tickwheel.monitor.filter.Condition.NumberField;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.monitor.store.Stretches.Span;
import io.tickwheel.monitor.store.Stretches.Stretch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Finds a page by going back through the places, a stretch of bounded size at a time, until the
// page
/// is full or time is up. Table `minutes` says how many rows a stretch has, and which minutes hold
// no
/// row of the wanted creation time.
final class PageReader {
  /// Rows looked at in one statement.
  private static final long STRETCH_ROWS = 50_000;

  private static final long TIME_MAX_NANOS = 1_500_000_000L;

  private final Connection connection;
  private final Search search;
  private final LongSupplier nanoClock;
  private final SqlFilter where;
  private final List<TaskRow> found = new ArrayList<>();

  PageReader(Connection connection, Search search, LongSupplier nanoClock) {
    this.connection = connection;
    this.search = search;
    this.nanoClock = nanoClock;
    this.where = new SqlFilter(search.filter(), search.nowMillis());
  }

  Page read() throws SQLException {
    long deadline = nanoClock.getAsLong() + TIME_MAX_NANOS;
    for (Stretch stretch : stretches()) {
      look(stretch);
      if (found.size() > search.limit()) {
        found.removeLast();
        return new Page(found, OptionalLong.of(found.getLast().place));
      }
      if (nanoClock.getAsLong() > deadline) {
        return new Page(found, OptionalLong.of(stretch.from()));
      }
    }
    return new Page(found, OptionalLong.empty());
  }

  private void look(Stretch stretch) throws SQLException {
    String sql =
        "SELECT "
            + TaskColumns.SHORT
            + " FROM tasks WHERE place >= ? AND place < ? AND "
            + where.text()
            + " ORDER BY place DESC LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, stretch.from());
      statement.setLong(2, Math.min(stretch.upTo(), search.before()));
      int next = where.bind(statement, 3);
      statement.setInt(next, search.limit() + 1 - found.size());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(TaskColumns.read(rows));
        }
      }
    }
  }

  private List<Stretch> stretches() throws SQLException {
    if (search.filter().conditions().isEmpty()) {
      return List.of(new Stretch(0, search.before()));
    }
    String sql =
        "SELECT rows, first_place, last_place FROM minutes"
            + " WHERE rows > 0 AND first_place < ? AND last_created >= ? AND first_created <= ?";
    var spans = new ArrayList<Span>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, search.before());
      statement.setLong(
          2, created(Comparison.OVER, Comparison.AT_LEAST).max().orElse(Long.MIN_VALUE));
      statement.setLong(
          3, created(Comparison.UNDER, Comparison.AT_MOST).min().orElse(Long.MAX_VALUE));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          spans.add(new Span(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    return Stretches.of(spans, STRETCH_ROWS);
  }

  /// What the filter demands of the creation time.
  private LongStream created(Comparison strict, Comparison loose) {
    return search.filter().conditions().stream()
        .filter(Condition.Compares.class::isInstance)
        .map(Condition.Compares.class::cast)
        .filter(c -> c.field() == NumberField.CREATED && (c.how() == strict || c.how() == loose))
        .mapToLong(Condition.Compares::value);
  }
}
