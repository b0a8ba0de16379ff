package io.tickwheel.alert.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables. Version n of the database is made by the first n steps; steps are only ever added.
final class Schema {
  private static final List<String> STEPS =
      List.of(
          """
          CREATE TABLE feed (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            stream TEXT NOT NULL,                -- when the journal was made: tells it from another
            position INTEGER NOT NULL            -- its sequence up to which all is decided
          );
          INSERT INTO feed VALUES (1, '', 0);

          CREATE TABLE set_aside (               -- journal records that could not be read
            position INTEGER PRIMARY KEY,
            partition INTEGER NOT NULL,
            reason TEXT NOT NULL,
            at INTEGER NOT NULL
          );

          CREATE TABLE alert (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            rule TEXT NOT NULL,
            task_type TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            cause_kind TEXT NOT NULL,
            cause_code INTEGER NOT NULL,
            cause_message TEXT NOT NULL,
            firing INTEGER NOT NULL,
            total INTEGER NOT NULL,
            unnotified INTEGER NOT NULL,
            tasks TEXT NOT NULL,                 -- ids, separated by blanks
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            notified_at INTEGER NOT NULL,
            resolved_at INTEGER NOT NULL
          );
          CREATE UNIQUE INDEX alert_firing ON alert (rule, task_type, fingerprint) WHERE firing = 1;

          CREATE TABLE channel (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            address TEXT NOT NULL,               -- url, addresses separated by commas, or subject
            secret TEXT,
            enabled INTEGER NOT NULL,
            send_resolved INTEGER NOT NULL,
            origin TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0, -- in a row, up to now
            last_error TEXT,
            last_failed_at INTEGER NOT NULL DEFAULT 0,
            last_delivered_at INTEGER NOT NULL DEFAULT 0
          );

          CREATE TABLE notification (
            id TEXT PRIMARY KEY,
            alert INTEGER REFERENCES alert (id) ON DELETE CASCADE,
            change TEXT NOT NULL,
            at INTEGER NOT NULL,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            data TEXT NOT NULL
          );
          CREATE INDEX notification_alert ON notification (alert);

          CREATE TABLE delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            notification TEXT NOT NULL REFERENCES notification (id) ON DELETE CASCADE,
            channel TEXT NOT NULL,               -- outlives the channel: this is the log
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_at INTEGER NOT NULL,
            last_error TEXT,
            created_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL
          );
          CREATE INDEX delivery_due ON delivery (next_at) WHERE state = 'pending';
          CREATE INDEX delivery_notification ON delivery (notification);
          """);

  private Schema() {}

  static void migrate(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > STEPS.size()) {
      throw new SQLException("it was written by a newer version of Tickwheel");
    }
    for (int step = version; step < STEPS.size(); step++) {
      apply(connection, STEPS.get(step), step + 1);
    }
  }

  private static void apply(Connection connection, String step, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("BEGIN;" + step + "PRAGMA user_version=" + version + ";COMMIT");
    }
  }

  private static int version(Connection connection) throws SQLException {
    return Sql.of("PRAGMA user_version").one(connection, row -> row.getInt(1)).orElse(0);
  }
}
