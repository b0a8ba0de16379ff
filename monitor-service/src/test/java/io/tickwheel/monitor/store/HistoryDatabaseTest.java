package io.tickwheel.monitor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.monitor.filter.FilterParser;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Projection;
import io.tickwheel.monitor.projection.Pulse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryDatabaseTest {
  @TempDir Path folder;

  @Test
  void damagedFileIsPutAsideAndTheHistoryBeginsAgain() throws Exception {
    Files.writeString(folder.resolve("history.db"), "this is no database".repeat(1000));
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      assertThat(new History(database).position()).isEqualTo(new JournalPosition(0, 0, ""));
    }
    assertThat(folder.resolve("history-put-aside.db")).exists();
  }

  @Test
  void otherLayoutIsPutAside() throws Exception {
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      fill(database);
      try (var statement = database.writer().createStatement()) {
        statement.execute("PRAGMA user_version = 999");
      }
      database.writer().commit();
    }
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      assertThat(new History(database).position().rows()).isZero();
    }
  }

  @Test
  void startingOverKeepsACopyAndEmptiesTheRest() throws Exception {
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      fill(database);
      long rows = new History(database).position().rows();
      assertThat(rows).isPositive();
      database.startOver();
      assertThat(new History(database).position()).isEqualTo(new JournalPosition(0, 0, ""));
      assertThat(new History(database).totals()).isEqualTo(Totals.NONE);
      fill(database);
      assertThat(new History(database).position().rows()).isEqualTo(rows);
    }
    assertThat(folder.resolve("history-put-aside.db")).exists();
  }

  /// SQLite uses a partial index only when the query contains its condition.
  @Test
  void unfinishedAndDeadTasksAreFoundThroughTheirIndex() throws Exception {
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      fill(database);
      for (String filter : List.of("state:dead", "state:queued", "state:running,retrying")) {
        var where = new SqlFilter(FilterParser.parse(filter, 0), 0);
        String sql =
            "EXPLAIN QUERY PLAN SELECT * FROM tasks WHERE place >= ? AND place < ? AND "
                + where.text()
                + " ORDER BY place DESC LIMIT 5";
        List<String> plan =
            database.read(
                "explain",
                connection ->
                    Select.all(
                        connection,
                        sql,
                        to -> where.bind(to.number(0).number(Long.MAX_VALUE)),
                        row -> row.getString("detail")));
        assertThat(plan).as(filter).anyMatch(step -> step.contains("tasks_unfinished"));
      }
    }
  }

  private static void fill(HistoryDatabase database) {
    try (var writer = new BatchWriter(database)) {
      var batch = new Batch(0);
      var projection = new Projection(writer.rows(), Pulse.NONE);
      for (JournalWalk.Entry entry : new JournalWalk(1).frames(50).entries) {
        projection.apply(
            batch, entry.sequence(), entry.partition(), entry.atMillis(), entry.record().bytes());
      }
      writer.write(batch);
    }
  }
}
