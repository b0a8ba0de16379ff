package io.tickwheel.alert.store;

import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Notification;
import io.tickwheel.alert.decide.Change;
import io.tickwheel.alert.decide.Grouping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notifications on their way: one row per notification, and one per channel it goes to.
public final class Outbox {
  private final Rendering rendering;

  public Outbox(Rendering rendering) {
    this.rendering = rendering;
  }

  /// Within the caller's transaction. Without any channel the notification itself is the record
  /// that nobody was told.
  void put(Connection c, long alertId, Grouping.Step step, long nowMillis) throws SQLException {
    Notification notification = rendering.render(alertId, step, nowMillis);
    insert(c, notification, alertId);
    for (Channel channel : channels(c)) {
      if (channel.sendResolved() || notification.change() != Change.RESOLVED) {
        Sql.of(
                "INSERT INTO delivery (notification, channel, state, attempts, next_at, created_at,"
                    + " ended_at) VALUES (?, ?, 'pending', 0, ?, ?, 0)",
                notification.id(),
                channel.id(),
                nowMillis,
                nowMillis)
            .insert(c);
      }
    }
  }

  static void insert(Connection c, Notification notification, @Nullable Long alertId)
      throws SQLException {
    Sql.of(
            "INSERT INTO notification (id, alert, change, at, title, text, data)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            notification.id(),
            alertId,
            notification.change().word(),
            notification.atMillis(),
            notification.title(),
            notification.text(),
            notification.data())
        .update(c);
  }

  private static List<Channel> channels(Connection c) throws SQLException {
    return Sql.of("SELECT * FROM channel WHERE enabled = 1 ORDER BY id")
        .all(c, ChannelStore::channel);
  }
}
