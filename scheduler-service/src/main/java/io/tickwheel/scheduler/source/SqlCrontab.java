package io.tickwheel.scheduler.source;

import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table `sys_crontab`: a row is a schedule, known by the row's id, whatever else of it
/// changes. `type` holds a task type or URL, and options after a blank.
public final class SqlCrontab implements Source {
  static final String SOURCE = "sql:sys_crontab";

  private static final String QUERY =
      "SELECT id, name, type, spec, payload, status FROM sys_crontab ORDER BY id";

  /// Beyond it the table is not read: half of it would look as if the rest had disappeared.
  private static final int ROWS_MAX = 100_000;

  private static final String ID_PREFIX = "sys_crontab.";

  private final Database database;
  private final long periodMillis;
  private final OrderReader orders;
  private long readAtMillis;

  public SqlCrontab(Database database, long periodMillis, OrderReader orders) {
    this.database = database;
    this.periodMillis = periodMillis;
    this.orders = orders;
  }

  private record Row(
      String id, String name, String type, String spec, String payload, String status) {}

  @Override
  public String name() {
    return SOURCE;
  }

  @Override
  public boolean isDue(long nowMillis) {
    return nowMillis - readAtMillis >= periodMillis || nowMillis < readAtMillis;
  }

  @Override
  public Contents read(long nowMillis) throws SourceGoneException {
    readAtMillis = nowMillis;
    List<Definition> definitions = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Row row : rows()) {
      Optional<ScheduleId> id = id(row);
      try {
        definitions.add(definition(row, id, nowMillis));
      } catch (BadOrder bad) {
        String sentence = bad.part().word() + ": " + bad.sentence();
        faults.add(new Fault(Place.row(row.id), 0, id, sentence));
      } catch (BadRow bad) {
        faults.add(new Fault(Place.row(row.id), 0, id, bad.sentence()));
      }
    }
    return new Contents(definitions, faults);
  }

  private List<Row> rows() throws SourceGoneException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(Database.PATIENCE_SECONDS);
      statement.setMaxRows(ROWS_MAX + 1);
      try (ResultSet found = statement.executeQuery(QUERY)) {
        List<Row> rows = new ArrayList<>();
        while (found.next()) {
          rows.add(
              new Row(
                  text(found, 1),
                  text(found, 2),
                  text(found, 3),
                  text(found, 4),
                  text(found, 5),
                  text(found, 6)));
        }
        if (rows.size() > ROWS_MAX) {
          throw new SourceGoneException("sys_crontab has more than " + ROWS_MAX + " rows");
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new SourceGoneException("the database cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("").strip();
  }

  private Definition definition(Row row, Optional<ScheduleId> id, long nowMillis)
      throws BadOrder, BadRow {
    ScheduleId known = id.orElseThrow(() -> new BadRow("id: it cannot be part of a schedule's id"));
    boolean enabled = isEnabled(row.status);
    if (row.spec.isEmpty()) {
      throw new BadRow("spec: it is empty; accepted: a cron expression");
    }
    if (row.type.isEmpty()) {
      throw new BadRow("type: it is empty; accepted: a task type, or an http or https URL");
    }
    String[] type = row.type.split("[ \t]+", 2);
    String given = type.length > 1 ? type[1] : "";
    if (!given.isEmpty() && (!given.startsWith("?") || given.matches(".*\\s.*"))) {
      throw new BadRow("type: after a blank accepted: options such as ?queue=mail&priority=high");
    }
    var order = new Order(row.spec, CrontabReader.ZONE_FIRST, type[0], given, row.payload);
    Options options = Options.read(given);
    if (options.find("id").isPresent()) {
      throw new BadRow("type: id is no option here; the row's id is the schedule's");
    }
    String name = row.name.isEmpty() ? OrderReader.name(order) : name(row.name);
    ScheduleSpec spec = orders.spec(order, options, name, SOURCE, nowMillis);
    return new Definition(known, spec, enabled, OrderReader.fill(options), Place.row(row.id));
  }

  private static String name(String given) throws BadRow {
    if (given.length() > ScheduleSpec.NAME_MAX || given.chars().anyMatch(Character::isISOControl)) {
      throw new BadRow("name: accepted: at most 200 characters, without control characters");
    }
    return given;
  }

  private static boolean isEnabled(String status) throws BadRow {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "1", "t", "true" -> true;
      case "0", "f", "false" -> false;
      default ->
          throw new BadRow(
              "status: it is '%s'; accepted: 1 (enabled) or 0 (disabled)"
                  .formatted(Problem.shown(status)));
    };
  }

  private static Optional<ScheduleId> id(Row row) {
    try {
      return Optional.of(new ScheduleId(ID_PREFIX + row.id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Leaves a row with what is wrong with one of its columns.
  private static final class BadRow extends Exception {
    private static final long serialVersionUID = 1;

    BadRow(String sentence) {
      super(sentence, null, false, false);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }
}
