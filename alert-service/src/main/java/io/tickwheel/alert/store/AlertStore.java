package io.tickwheel.alert.store;

import io.tickwheel.alert.decide.Burst;
import io.tickwheel.alert.decide.Grouping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Alerts and the position in the journal. What a record brings about (alerts, notifications, their
/// deliveries) and the position behind it are stored in one transaction: each record counts once,
/// whenever the process dies.
public final class AlertStore {
  private final Database database;
  private final Grouping grouping;
  private final Outbox outbox;

  public AlertStore(Database database, Grouping grouping, Outbox outbox) {
    this.database = database;
    this.grouping = grouping;
    this.outbox = outbox;
  }

  /// The JOURNAL sequence up to which everything is decided; 0 before the first.
  public long position() {
    return database.inTransaction(AlertStore::position);
  }

  /// Where to read on in the journal `stream` (the time of its making), which ends at `last` now.
  /// Another journal than before is read from its start; one that lost its end, from where it ends.
  public long attach(String stream, long last) {
    return database.inTransaction(
        c -> {
          String known =
              Sql.of("SELECT stream FROM feed").one(c, row -> row.getString(1)).orElse("");
          boolean same = known.isEmpty() || known.equals(stream);
          long position = same ? Math.min(position(c), last) : 0;
          Sql.of("UPDATE feed SET position = ?, stream = ?", position, stream).update(c);
          return position;
        });
  }

  /// For a journal that was emptied and numbers its records anew, from `next` on.
  public void moveBefore(long next) {
    var _ =
        database.inTransaction(
            c -> Sql.of("UPDATE feed SET position = ?", Math.max(0, next - 1)).update(c));
  }

  /// Stores that everything up to `position` is decided, and brought about nothing.
  public void advance(long position) {
    var _ = database.inTransaction(c -> moveTo(c, position));
  }

  /// Stores what one record brings about. False, and nothing changes, when that was done before.
  public boolean absorb(long position, List<Burst> bursts, long nowMillis) {
    return database.inTransaction(
        c -> {
          if (!moveTo(c, position)) {
            return false;
          }
          for (Burst burst : bursts) {
            absorb(c, burst, nowMillis);
          }
          return true;
        });
  }

  /// Remembers a record that could not be read, and passes it.
  public void setAside(long position, int partition, String reason, long nowMillis) {
    var _ =
        database.inTransaction(
            c ->
                moveTo(c, position)
                    && Sql.of(
                                "INSERT INTO set_aside VALUES (?, ?, ?, ?)",
                                position,
                                partition,
                                reason,
                                nowMillis)
                            .update(c)
                        == 1);
  }

  /// Brings about what time alone brings about. Returns how many alerts changed.
  public int check(long nowMillis) {
    return database.inTransaction(
        c -> {
          int changed = 0;
          for (StoredAlert firing : Alerts.firing(c)) {
            Grouping.Step step = grouping.checked(firing.alert(), nowMillis);
            if (step.change().isPresent()) {
              Alerts.update(c, firing.id(), step.alert());
              outbox.put(c, firing.id(), step, nowMillis);
              changed++;
            }
          }
          return changed;
        });
  }

  /// Forgets what ended before `nowMillis - retention`.
  public void forget(Duration retention, long nowMillis) {
    long before = nowMillis - retention.toMillis();
    var _ =
        database.inTransaction(
            c -> {
              Sql.of("DELETE FROM set_aside WHERE at < ?", before).update(c);
              Sql.of(
                      "DELETE FROM notification WHERE at < ? AND NOT EXISTS (SELECT 1 FROM delivery"
                          + " WHERE notification = notification.id AND state = 'pending')",
                      before)
                  .update(c);
              return Sql.of(
                      "DELETE FROM alert WHERE firing = 0 AND resolved_at < ? AND NOT EXISTS"
                          + " (SELECT 1 FROM notification WHERE alert = alert.id)",
                      before)
                  .update(c);
            });
  }

  public record Page(Optional<Boolean> firing, Optional<Long> before, int limit) {}

  /// The newest first.
  public List<StoredAlert> page(Page page) {
    return database.inTransaction(c -> Alerts.page(c, page));
  }

  public Optional<StoredAlert> find(long id) {
    return database.inTransaction(c -> Alerts.find(c, id));
  }

  public long firingCount() {
    return database.inTransaction(c -> count(c, "SELECT count(*) FROM alert WHERE firing = 1"));
  }

  public long setAsideCount() {
    return database.inTransaction(c -> count(c, "SELECT count(*) FROM set_aside"));
  }

  private void absorb(Connection c, Burst burst, long nowMillis) throws SQLException {
    Optional<StoredAlert> firing = Alerts.firing(c, burst.key());
    if (firing.isPresent()) {
      Grouping.Step step = grouping.grown(firing.get().alert(), burst, nowMillis);
      Alerts.update(c, firing.get().id(), step.alert());
    } else {
      Grouping.Step step = grouping.opened(burst, nowMillis);
      outbox.put(c, Alerts.insert(c, step.alert()), step, nowMillis);
    }
  }

  private static long position(Connection c) throws SQLException {
    return Sql.of("SELECT position FROM feed").one(c, row -> row.getLong(1)).orElse(0L);
  }

  private static boolean moveTo(Connection c, long position) throws SQLException {
    return Sql.of("UPDATE feed SET position = ? WHERE position < ?", position, position).update(c)
        == 1;
  }

  private static long count(Connection c, String query) throws SQLException {
    return Sql.of(query).one(c, row -> row.getLong(1)).orElse(0L);
  }
}
