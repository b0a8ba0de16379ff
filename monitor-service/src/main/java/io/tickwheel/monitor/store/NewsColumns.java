package io.tickwheel.monitor.store;

import io.tickwheel.model.Payload;
import io.tickwheel.monitor.projection.OccurrenceOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// How news are read: what an event refers to is as it was at its place, however late it is told.
final class NewsColumns {
  private static final int FIRED = OccurrenceOutcome.FIRED.ordinal();
  private static final int STARTING = OccurrenceOutcome.STARTING.ordinal();
  private static final int STARTED = OccurrenceOutcome.STARTED.ordinal();

  /// Parameters: behind which place, at most how many.
  static final String AFTER =
      """
      SELECT %s,
        CASE WHEN outcome = %d THEN
          (SELECT digest FROM definitions d WHERE d.schedule = o.schedule AND d.place < o.place
           ORDER BY d.place DESC LIMIT 1) END,
        CASE WHEN outcome IN (%d, %d) THEN
          (SELECT owner FROM claims c WHERE c.partition = o.partition AND c.place <= o.place
           ORDER BY c.place DESC LIMIT 1) END,
        CASE WHEN outcome = %d THEN
          (SELECT owner FROM claims c WHERE c.partition = o.partition AND c.place < o.place
           ORDER BY c.place DESC LIMIT 1) END,
        CASE WHEN outcome IN (%d, %d) THEN
          (SELECT count(*) FROM definitions d WHERE d.partition = o.partition AND d.place < o.place
           AND d.gone = 0 AND NOT EXISTS (SELECT 1 FROM definitions later
             WHERE later.schedule = d.schedule AND later.place > d.place
             AND later.place < o.place)) END
      FROM occurrences o WHERE place > ? ORDER BY place LIMIT ?"""
          .formatted(OccurrenceColumns.ALL, FIRED, STARTING, STARTED, STARTING, STARTING, STARTED);

  private static final int OWN = OccurrenceColumns.COUNT;

  private NewsColumns() {}

  static News read(ResultSet row) throws SQLException {
    byte[] digest = row.getBytes(OWN + 1);
    return new News(
        OccurrenceColumns.read(row),
        digest == null ? Optional.empty() : Optional.of(Payload.of(digest)),
        text(row, OWN + 2),
        text(row, OWN + 3),
        row.getInt(OWN + 4));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
