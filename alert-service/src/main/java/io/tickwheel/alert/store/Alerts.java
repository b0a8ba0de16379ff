package io.tickwheel.alert.store;

import io.tickwheel.alert.decide.Alert;
import io.tickwheel.alert.decide.AlertKey;
import io.tickwheel.alert.decide.Cause;
import io.tickwheel.alert.decide.Rule;
import io.tickwheel.model.TaskId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The table of alerts.
final class Alerts {
  private Alerts() {}

  static Optional<StoredAlert> firing(Connection c, AlertKey key) throws SQLException {
    return Sql.of(
            "SELECT * FROM alert WHERE firing = 1 AND rule = ? AND task_type = ? AND fingerprint = ?",
            key.rule().word(),
            key.taskType(),
            key.fingerprint())
        .one(c, Alerts::alert);
  }

  static List<StoredAlert> firing(Connection c) throws SQLException {
    return Sql.of("SELECT * FROM alert WHERE firing = 1 ORDER BY id").all(c, Alerts::alert);
  }

  static Optional<StoredAlert> find(Connection c, long id) throws SQLException {
    return Sql.of("SELECT * FROM alert WHERE id = ?", id).one(c, Alerts::alert);
  }

  static List<StoredAlert> page(Connection c, AlertStore.Page page) throws SQLException {
    String firing = page.firing().map(f -> f ? " AND firing = 1" : " AND firing = 0").orElse("");
    return Sql.of(
            "SELECT * FROM alert WHERE id < ?" + firing + " ORDER BY id DESC LIMIT ?",
            page.before().orElse(Long.MAX_VALUE),
            page.limit())
        .all(c, Alerts::alert);
  }

  static long insert(Connection c, Alert alert) throws SQLException {
    return Sql.of(
            "INSERT INTO alert (rule, task_type, fingerprint, cause_kind, cause_code,"
                + " cause_message, firing, total, unnotified, tasks, first_at, last_at, seen_at,"
                + " notified_at, resolved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            alert.key().rule().word(),
            alert.key().taskType(),
            alert.key().fingerprint(),
            alert.cause().kind(),
            alert.cause().code(),
            alert.cause().message(),
            alert.firing() ? 1 : 0,
            alert.total(),
            alert.unnotified(),
            tasks(alert),
            alert.firstAtMillis(),
            alert.lastAtMillis(),
            alert.seenAtMillis(),
            alert.notifiedAtMillis(),
            alert.resolvedAtMillis())
        .insert(c);
  }

  static void update(Connection c, long id, Alert alert) throws SQLException {
    Sql.of(
            "UPDATE alert SET cause_message = ?, firing = ?, total = ?, unnotified = ?, tasks = ?,"
                + " first_at = ?, last_at = ?, seen_at = ?, notified_at = ?, resolved_at = ?"
                + " WHERE id = ?",
            alert.cause().message(),
            alert.firing() ? 1 : 0,
            alert.total(),
            alert.unnotified(),
            tasks(alert),
            alert.firstAtMillis(),
            alert.lastAtMillis(),
            alert.seenAtMillis(),
            alert.notifiedAtMillis(),
            alert.resolvedAtMillis(),
            id)
        .update(c);
  }

  private static StoredAlert alert(ResultSet row) throws SQLException {
    return new StoredAlert(
        row.getLong("id"),
        new Alert(
            new AlertKey(
                Rule.valueOf(row.getString("rule").toUpperCase(Locale.ROOT)),
                row.getString("task_type"),
                row.getString("fingerprint")),
            new Cause(
                row.getString("cause_kind"),
                row.getInt("cause_code"),
                row.getString("cause_message")),
            row.getInt("firing") == 1,
            row.getLong("total"),
            row.getLong("unnotified"),
            Arrays.stream(row.getString("tasks").split(" ")).map(TaskId::parse).toList(),
            row.getLong("first_at"),
            row.getLong("last_at"),
            row.getLong("seen_at"),
            row.getLong("notified_at"),
            row.getLong("resolved_at")));
  }

  private static String tasks(Alert alert) {
    return alert.tasks().stream().map(TaskId::toString).collect(Collectors.joining(" "));
  }
}
