package io.tickwheel.monitor.store;

import io.tickwheel.monitor.filter.Condition;
import io.tickwheel.monitor.filter.Condition.Comparison;
import io.tickwheel.monitor.filter.Condition.NumberField;
import io.tickwheel.monitor.filter.Condition.TextIs;
import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.monitor.store.Stretches.Span;
import io.tickwheel.monitor.store.Stretches.Stretch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Finds a page by going back through the places, a stretch of bounded size at a time, until the
/// page is full or time is up. Table `minutes` says how many rows a stretch has, and which minutes
/// hold no row of the wanted creation time.
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
    found.addAll(
        Select.all(
            connection,
            "SELECT "
                + TaskColumns.SHORT
                + " FROM tasks WHERE place >= ? AND place < ? AND "
                + where.text()
                + " ORDER BY place DESC LIMIT ?",
            to ->
                where
                    .bind(
                        to.number(stretch.from()).number(Math.min(stretch.upTo(), search.before())))
                    .small(search.limit() + 1 - found.size()),
            TaskColumns::read));
  }

  private List<Stretch> stretches() throws SQLException {
    if (search.filter().conditions().isEmpty()) {
      return List.of(new Stretch(0, search.before()));
    }
    Optional<TextIs> type = search.filter().type();
    return Stretches.of(type.isPresent() ? ofType(type.get()) : ofCreation(), STRETCH_ROWS);
  }

  private List<Span> ofCreation() throws SQLException {
    return Select.all(
        connection,
        "SELECT rows, first_place, last_place FROM minutes"
            + " WHERE rows > 0 AND first_place < ? AND last_created >= ? AND first_created <= ?",
        to ->
            to.number(search.before())
                .number(created(Comparison.OVER, Comparison.AT_LEAST).max().orElse(Long.MIN_VALUE))
                .number(created(Comparison.UNDER, Comparison.AT_MOST).min().orElse(Long.MAX_VALUE)),
        PageReader::span);
  }

  /// Where rows of these types began, those of types that were not counted included.
  private List<Span> ofType(TextIs type) throws SQLException {
    SqlFilter named = new SqlFilter(new Filter(List.of(type)), search.nowMillis());
    return Select.all(
        connection,
        "SELECT sum(rows), min(first_place), max(last_place) FROM minute_types WHERE first_place < ?"
            + " AND (type = '' OR "
            + named.text()
            + ") GROUP BY start",
        to -> named.bind(to.number(search.before())),
        PageReader::span);
  }

  private static Span span(ResultSet row) throws SQLException {
    return new Span(row.getLong(1), row.getLong(2), row.getLong(3));
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
