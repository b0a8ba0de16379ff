package io.tickwheel.scheduler.source;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/// The database that holds a table of schedules. Each reading has a connection of its own, so there
/// is none to lose.
public record Database(String url, Optional<String> user, Optional<String> password) {
  public static final String ACCEPTED =
      "a JDBC URL of PostgreSQL (jdbc:postgresql:), MariaDB or MySQL (jdbc:mariadb:, jdbc:mysql:) or"
          + " SQLite (jdbc:sqlite:)";

  /// A database that says nothing for this long is gone.
  static final int PATIENCE_SECONDS = 10;

  private static final String MYSQL = "jdbc:mysql:";

  /// The kinds, each with its driver and what keeps that from waiting without end.
  private enum Kind {
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", "connectTimeout=10 socketTimeout=10"),
    MARIADB("jdbc:mariadb:", "org.mariadb.jdbc.Driver", "connectTimeout=10000 socketTimeout=10000"),
    /// Opened for reading (1), so that a wrong path creates no file.
    SQLITE("jdbc:sqlite:", "org.sqlite.JDBC", "open_mode=1 busy_timeout=10000");

    private final String prefix;
    private final String driver;
    private final String settings;

    Kind(String prefix, String driver, String settings) {
      this.prefix = prefix;
      this.driver = driver;
      this.settings = settings;
    }

    /// By its name: the driver manager would look for it with another class loader.
    Driver driver() throws SQLException {
      try {
        return Class.forName(driver)
            .asSubclass(Driver.class)
            .getDeclaredConstructor()
            .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new SQLException("the driver " + driver + " is not there", e);
      }
    }

    Properties properties() {
      var properties = new Properties();
      for (String setting : settings.split(" ")) {
        String[] parts = setting.split("=", 2);
        properties.setProperty(parts[0], parts[1]);
      }
      return properties;
    }
  }

  /// Empty when no driver is there for such a URL.
  public static Optional<String> known(String url) {
    return kind(plain(url)).isPresent() ? Optional.of(url) : Optional.empty();
  }

  Connection connect() throws SQLException {
    String plain = plain(url);
    Kind kind = kind(plain).orElseThrow(() -> new SQLException("accepted is " + ACCEPTED));
    Properties properties = kind.properties();
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret));
    return Optional.ofNullable(kind.driver().connect(plain, properties))
        .orElseThrow(() -> new SQLException("the driver does not take this URL"));
  }

  /// One driver speaks to both.
  private static String plain(String url) {
    return url.startsWith(MYSQL) ? "jdbc:mariadb:" + url.substring(MYSQL.length()) : url;
  }

  private static Optional<Kind> kind(String url) {
    for (Kind kind : Kind.values()) {
      if (url.startsWith(kind.prefix)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "Database";
  }
}
