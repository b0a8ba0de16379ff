package io.tickwheel.monitor.store;

import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Batch.Claimed;
import io.tickwheel.monitor.projection.Batch.Definition;
import io.tickwheel.monitor.projection.Occurrence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes what a batch says of schedules, within the caller's transaction.
final class ScheduleWriter implements AutoCloseable {
  private final Line insertOccurrence;
  private final Line define;
  private final Line notice;
  private final Line claim;

  ScheduleWriter(Connection writer) throws SQLException {
    insertOccurrence = new Line(writer, OccurrenceColumns.INSERT);
    define = new Line(writer, "INSERT OR REPLACE INTO definitions VALUES (?, ?, ?, ?, ?)");
    notice =
        new Line(
            writer,
            "INSERT INTO definitions SELECT ?, ?, ?, NULL, 0"
                + " WHERE NOT EXISTS (SELECT 1 FROM definitions WHERE schedule = ?)");
    claim = new Line(writer, "INSERT OR REPLACE INTO claims VALUES (?, ?, ?)");
  }

  void write(Batch batch) throws SQLException {
    for (Definition definition : batch.definitions) {
      define.to.start().text(definition.schedule()).number(definition.place());
      define.to.small(definition.partition());
      define.to.bytes(definition.digest().map(digest -> digest.bytes()).orElse(null));
      define.to.small(definition.digest().isPresent() ? 0 : 1);
      define.next();
    }
    define.flush();
    Set<String> noticed = new HashSet<>();
    for (Occurrence occurrence : batch.occurrences) {
      OccurrenceColumns.bind(insertOccurrence.to, occurrence);
      insertOccurrence.next();
      if (!occurrence.schedule().isEmpty() && noticed.add(occurrence.schedule())) {
        notice(occurrence);
      }
    }
    insertOccurrence.flush();
    notice.flush();
    for (Claimed claimed : batch.claims) {
      claim.to.start().small(claimed.partition()).number(claimed.place()).text(claimed.owner());
      claim.next();
    }
    claim.flush();
  }

  /// The journal may begin after a schedule was saved: then it is known to be, and not how.
  private void notice(Occurrence first) throws SQLException {
    notice.to.start().text(first.schedule()).number(first.place()).small(first.partition());
    notice.to.text(first.schedule());
    notice.next();
  }

  void forget() throws SQLException {
    for (Line line : lines()) {
      line.forget();
    }
  }

  @Override
  public void close() throws SQLException {
    for (Line line : lines()) {
      line.close();
    }
  }

  private List<Line> lines() {
    return List.of(insertOccurrence, define, notice, claim);
  }
}
