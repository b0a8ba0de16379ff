package io.tickwheel.alert.store;

import io.tickwheel.alert.channel.Notification;
import io.tickwheel.alert.decide.Change;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The deliveries: those that wait, and the log of those that ended.
public final class DeliveryStore {
  private static final String SELECT =
      "SELECT d.*, n.id AS n_id, n.alert, n.change, n.at, n.title, n.text, n.data"
          + " FROM delivery d JOIN notification n ON n.id = d.notification";

  private final Database database;

  public DeliveryStore(Database database) {
    this.database = database;
  }

  /// Channels that have something due, and the time at which the next thing is due.
  public record Due(List<String> channels, OptionalLong nextAtMillis) {}

  public Due due(long nowMillis) {
    return database.inTransaction(
        c ->
            new Due(
                Sql.of(
                        "SELECT DISTINCT channel FROM delivery WHERE state = 'pending'"
                            + " AND next_at <= ?",
                        nowMillis)
                    .all(c, row -> row.getString(1)),
                nextAfter(c, nowMillis)));
  }

  /// A channel's oldest delivery that is due.
  public Optional<Delivery> next(String channelId, long nowMillis) {
    return database.inTransaction(
        c ->
            Sql.of(
                    SELECT
                        + " WHERE d.state = 'pending' AND d.channel = ? AND d.next_at <= ?"
                        + " ORDER BY d.id LIMIT 1",
                    channelId,
                    nowMillis)
                .one(c, DeliveryStore::delivery));
  }

  public void delivered(Delivery delivery, long nowMillis) {
    var _ =
        database.inTransaction(
            c -> {
              end(c, delivery, Delivery.State.DELIVERED, null, nowMillis);
              return Sql.of(
                      "UPDATE channel SET failures = 0, last_error = NULL, last_delivered_at = ?"
                          + " WHERE id = ?",
                      nowMillis,
                      delivery.channelId())
                  .update(c);
            });
  }

  public void undeliverable(Delivery delivery, String error, long nowMillis) {
    var _ =
        database.inTransaction(
            c -> {
              end(c, delivery, Delivery.State.UNDELIVERABLE, error, nowMillis);
              return failing(c, delivery.channelId(), error, nowMillis);
            });
  }

  /// The channel is left alone until then: what else waits for it, waits too, uncounted.
  public void again(Delivery delivery, String error, long nextAtMillis, long nowMillis) {
    var _ =
        database.inTransaction(
            c -> {
              Sql.of(
                      "UPDATE delivery SET attempts = attempts + 1, next_at = ?, last_error = ?"
                          + " WHERE id = ? AND state = 'pending'",
                      nextAtMillis,
                      error,
                      delivery.id())
                  .update(c);
              Sql.of(
                      "UPDATE delivery SET next_at = max(next_at, ?)"
                          + " WHERE channel = ? AND state = 'pending'",
                      nextAtMillis,
                      delivery.channelId())
                  .update(c);
              return failing(c, delivery.channelId(), error, nowMillis);
            });
  }

  /// Stores the trial of a channel, which is sent at once and never again.
  public Delivery trial(Notification notification, String channelId, long nowMillis) {
    return database.inTransaction(
        c -> {
          Outbox.insert(c, notification, null);
          long id =
              Sql.of(
                      "INSERT INTO delivery (notification, channel, state, attempts, next_at,"
                          + " last_error, created_at, ended_at)"
                          + " VALUES (?, ?, 'undeliverable', 0, 0, 'not finished', ?, ?)",
                      notification.id(),
                      channelId,
                      nowMillis,
                      nowMillis)
                  .insert(c);
          return Sql.of(SELECT + " WHERE d.id = ?", id)
              .one(c, DeliveryStore::delivery)
              .orElseThrow();
        });
  }

  public record Page(
      Optional<String> channel,
      Optional<Delivery.State> state,
      Optional<Long> alertId,
      Optional<Long> before,
      int limit) {}

  /// The newest first.
  public List<Delivery> page(Page page) {
    var where = new StringBuilder(" WHERE d.id < ?");
    List<@Nullable Object> values = new ArrayList<>(List.of(page.before().orElse(Long.MAX_VALUE)));
    page.channel().ifPresent(channel -> filter(where, " AND d.channel = ?", values, channel));
    page.state().ifPresent(state -> filter(where, " AND d.state = ?", values, state.word()));
    page.alertId().ifPresent(alert -> filter(where, " AND n.alert = ?", values, alert));
    filter(where, " ORDER BY d.id DESC LIMIT ?", values, page.limit());
    return database.inTransaction(
        c -> new Sql(SELECT + where, values).all(c, DeliveryStore::delivery));
  }

  public long pendingCount() {
    return database.inTransaction(
        c ->
            Sql.of("SELECT count(*) FROM delivery WHERE state = 'pending'")
                .one(c, row -> row.getLong(1))
                .orElse(0L));
  }

  private static void filter(
      StringBuilder where, String condition, List<@Nullable Object> values, Object value) {
    where.append(condition);
    values.add(value);
  }

  private static OptionalLong nextAfter(Connection c, long nowMillis) throws SQLException {
    return Sql.of(
            "SELECT next_at FROM delivery WHERE state = 'pending' AND next_at > ?"
                + " ORDER BY next_at LIMIT 1",
            nowMillis)
        .all(c, row -> row.getLong(1))
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  private static void end(
      Connection c, Delivery delivery, Delivery.State state, @Nullable String error, long nowMillis)
      throws SQLException {
    Sql.of(
            "UPDATE delivery SET state = ?, attempts = attempts + 1, last_error = ?,"
                + " ended_at = ? WHERE id = ?",
            state.word(),
            error,
            nowMillis,
            delivery.id())
        .update(c);
  }

  private static int failing(Connection c, String channelId, String error, long nowMillis)
      throws SQLException {
    return Sql.of(
            "UPDATE channel SET failures = failures + 1, last_error = ?, last_failed_at = ?"
                + " WHERE id = ?",
            error,
            nowMillis,
            channelId)
        .update(c);
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    long alert = row.getLong("alert");
    Optional<Long> alertId = row.wasNull() ? Optional.empty() : Optional.of(alert);
    return new Delivery(
        row.getLong("id"),
        notification(row),
        alertId,
        row.getString("channel"),
        Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("attempts"),
        row.getLong("next_at"),
        Optional.ofNullable(row.getString("last_error")),
        row.getLong("created_at"),
        row.getLong("ended_at"));
  }

  private static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        row.getString("n_id"),
        Change.valueOf(row.getString("change").toUpperCase(Locale.ROOT)),
        row.getLong("at"),
        row.getString("title"),
        row.getString("text"),
        row.getString("data"));
  }
}
