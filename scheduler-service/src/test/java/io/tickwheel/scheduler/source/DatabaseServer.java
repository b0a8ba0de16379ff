package io.tickwheel.scheduler.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A database of a test's own, in a folder of its own, that can go away and come back.
final class DatabaseServer implements AutoCloseable {
  private static final int TRIES = 300;

  private final String driver;
  private final String url;
  private final List<String> command;
  private final Path folder;
  private final Path libraries;
  private final String id;
  private @Nullable Process process;

  private DatabaseServer(
      String driver, String url, String id, List<String> command, Path folder, Path libraries) {
    this.driver = driver;
    this.url = url;
    this.id = id;
    this.command = command;
    this.folder = folder;
    this.libraries = libraries;
  }

  static Optional<DatabaseServer> postgres(Path folder) throws IOException {
    Optional<Path> initdb =
        Databases.find(
            "initdb",
            List.of("usr/lib/postgresql/*/bin"),
            List.of("postgresql-18", "postgresql-17", "postgresql-16", "postgresql-15", "libpq5"));
    if (initdb.isEmpty()) {
      return Optional.empty();
    }
    Path data = open(folder);
    List<String> init =
        List.of(
            initdb.get().toString(), "-D", data.toString(), "-U", "tester", "-A", "trust", "-N");
    if (!Databases.run(folder, Databases.unprivileged(init))) {
      return Optional.empty();
    }
    int port = Databases.freePort();
    List<String> command =
        List.of(
            initdb.get().resolveSibling("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-h",
            "127.0.0.1",
            "-k",
            data.toString(),
            "-F");
    return Optional.of(
        new DatabaseServer(
            "org.postgresql.Driver",
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
            "bigserial PRIMARY KEY",
            Databases.unprivileged(command),
            data,
            folder));
  }

  /// Without its tables of users: then it needs no set-up.
  static Optional<DatabaseServer> mariaDb(Path folder) throws IOException {
    Optional<Path> program =
        Databases.find(
            "mariadbd",
            List.of("usr/sbin", "usr/libexec"),
            List.of("mariadb-server-core", "libaio1", "liburing2", "libnuma1"));
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path data = open(folder);
    Path root = program.get().resolve("../../..").normalize();
    int port = Databases.freePort();
    List<String> command =
        List.of(
            program.get().toString(),
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--basedir=" + root.resolve("usr"),
            "--lc-messages-dir=" + root.resolve("usr/share/mysql"),
            "--character-sets-dir=" + root.resolve("usr/share/mysql/charsets"),
            "--datadir=" + data,
            "--skip-grant-tables",
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + data.resolve("s"),
            "--pid-file=" + data.resolve("p"),
            "--innodb-buffer-pool-size=16M");
    Path libraries = root.resolve("usr/lib/x86_64-linux-gnu");
    return Optional.of(
        new DatabaseServer(
            "org.mariadb.jdbc.Driver",
            "jdbc:mysql://127.0.0.1:" + port + "/test?createDatabaseIfNotExist=true",
            "bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY",
            command,
            data,
            libraries));
  }

  static DatabaseServer sqlite(Path folder) {
    Path file = folder.resolve("crontab.db");
    return new DatabaseServer(
        "org.sqlite.JDBC", "jdbc:sqlite:" + file, "INTEGER PRIMARY KEY", List.of(), file, folder);
  }

  String url() {
    return url;
  }

  /// The table as its documentation has it.
  String table() {
    return """
        CREATE TABLE sys_crontab (
          id %s,
          name varchar(100) NOT NULL,
          type varchar(50) NOT NULL,
          spec varchar(100) NOT NULL,
          payload text,
          status smallint NOT NULL DEFAULT 1,
          created_at timestamp NULL,
          updated_at timestamp NULL)
        """
        .formatted(id);
  }

  void start() throws IOException, SQLException {
    if (command.isEmpty()) {
      if (Files.exists(away())) {
        Files.move(away(), folder);
      }
    } else {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.directory(folder.toFile());
      builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
      process = builder.start();
    }
    awaitAnswer();
  }

  /// A file goes elsewhere, a server ends.
  void stop() throws IOException {
    Process running = process;
    if (running == null) {
      if (Files.exists(folder)) {
        Files.move(folder, away(), StandardCopyOption.REPLACE_EXISTING);
      }
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(10, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  private void awaitAnswer() throws IOException, SQLException {
    for (int i = 1; ; i++) {
      try {
        execute("SELECT 1");
        return;
      } catch (SQLException e) {
        Process running = process;
        if (i == TRIES || (running != null && !running.isAlive())) {
          throw new IOException("it does not start: " + Files.readString(log()), e);
        }
        pause(running);
      }
    }
  }

  /// Ends at once when the server does.
  private static void pause(@Nullable Process running) {
    try {
      if (running != null) {
        running.waitFor(100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "tester");
    String plain = url.replace("jdbc:mysql:", "jdbc:mariadb:");
    try {
      Driver made =
          Class.forName(driver).asSubclass(Driver.class).getDeclaredConstructor().newInstance();
      return Optional.ofNullable(made.connect(plain, properties)).orElseThrow();
    } catch (ReflectiveOperationException e) {
      throw new SQLException(e);
    }
  }

  private Path away() {
    return folder.resolveSibling("away");
  }

  private Path log() {
    return folder.resolveSibling("server.log");
  }

  /// For the user whom the server runs as.
  private static Path open(Path folder) throws IOException {
    var all = PosixFilePermissions.fromString("rwxrwxrwx");
    Files.setPosixFilePermissions(folder, all);
    Path data = Files.createDirectory(folder.resolve("data"));
    Databases.give(data);
    return data;
  }
}
