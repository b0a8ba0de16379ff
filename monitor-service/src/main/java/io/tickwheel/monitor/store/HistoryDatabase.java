package io.tickwheel.monitor.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database file: one connection that writes, for one thread, and a few that read, for any.
///
/// A file that is damaged, or of another layout, is put aside under another name and a new one
/// begun: the journal fills it again.
public final class HistoryDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HistoryDatabase.class);

  private static final String PUT_ASIDE = "history-put-aside.db";

  /// Readers at the same time; more wait.
  private static final int READERS_MAX = 3;

  private static final long READER_WAIT_SECONDS = 5;

  private static final List<String> WRITER_SETTINGS =
      List.of(
          "PRAGMA page_size = 8192",
          "PRAGMA journal_mode = WAL",
          // A crash of the machine may take the last commits, rows and position together.
          "PRAGMA synchronous = NORMAL",
          // 32 MB: under load few checkpoints, each with its two fsyncs.
          "PRAGMA wal_autocheckpoint = 4000",
          "PRAGMA journal_size_limit = 67108864",
          "PRAGMA cache_size = -8192",
          "PRAGMA temp_store = MEMORY",
          "PRAGMA busy_timeout = 5000");

  private static final List<String> READER_SETTINGS =
      List.of(
          "PRAGMA query_only = ON",
          "PRAGMA cache_size = -2048",
          "PRAGMA temp_store = MEMORY",
          "PRAGMA busy_timeout = 5000");

  private final Path file;
  private final Connection writer;
  private final BlockingQueue<Connection> idleReaders = new ArrayBlockingQueue<>(READERS_MAX);
  private final Semaphore readers = new Semaphore(READERS_MAX);

  private HistoryDatabase(Path file, Connection writer) {
    this.file = file;
    this.writer = writer;
  }

  /// Opens `history.db` in `folder`, or makes it.
  public static HistoryDatabase open(Path folder) {
    Path file = folder.resolve("history.db");
    try {
      Files.createDirectories(folder);
      try {
        return openFile(file);
      } catch (SQLException e) {
        if (!isUseless(e)) {
          throw e;
        }
        LOG.errorf("history %s cannot be used and is built again: %s", file, e.getMessage());
        putAside(file);
        return openFile(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare the history's folder " + folder, e);
    } catch (SQLException e) {
      throw new StoreException("open " + file, e);
    }
  }

  private static boolean isUseless(SQLException e) {
    return switch (e) {
      case OtherLayout layout -> true;
      case SQLiteException damage ->
          damage.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
              || damage.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT;
      default -> false;
    };
  }

  /// The file was written by another version of the monitor.
  private static final class OtherLayout extends SQLException {
    private static final long serialVersionUID = 1;

    OtherLayout(int version) {
      super("its layout is version " + version + ", not " + Schema.VERSION);
    }
  }

  /// Puts a copy of the history aside and empties it. For the writing thread, when nothing is
  /// prepared on its connection.
  public void startOver() {
    try {
      writer.setAutoCommit(true);
      try (Statement statement = writer.createStatement()) {
        Path aside = file.resolveSibling(PUT_ASIDE);
        Files.deleteIfExists(aside);
        statement.execute("VACUUM INTO '" + aside.toString().replace("'", "''") + "'");
      }
      writer.setAutoCommit(false);
      try (Statement statement = writer.createStatement()) {
        for (String table : Schema.TABLES) {
          statement.execute("DROP TABLE " + table);
        }
      }
      create();
      writer.commit();
    } catch (SQLException e) {
      throw new StoreException("begin the history again", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put aside " + file, e);
    }
  }

  /// Names the journal that an empty history will follow. For the writing thread.
  public JournalPosition beginAt(String journal) {
    try (PreparedStatement statement = writer.prepareStatement("UPDATE position SET journal = ?")) {
      statement.setString(1, journal);
      statement.executeUpdate();
      writer.commit();
      return new JournalPosition(0, 0, journal);
    } catch (SQLException e) {
      throw new StoreException("begin the history", e);
    }
  }

  private static HistoryDatabase openFile(Path file) throws SQLException {
    var database = new HistoryDatabase(file, connect(file, WRITER_SETTINGS));
    try {
      database.prepare();
      return database;
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  private void prepare() throws SQLException {
    writer.setAutoCommit(false);
    try (Statement statement = writer.createStatement()) {
      int version = version(statement);
      if (version == 0) {
        create();
      } else if (version != Schema.VERSION) {
        throw new OtherLayout(version);
      }
    }
    writer.commit();
  }

  private void create() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      for (String sql : Schema.STATEMENTS) {
        statement.execute(sql);
      }
      statement.execute("PRAGMA user_version = " + Schema.VERSION);
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
      return found.next() ? found.getInt(1) : 0;
    }
  }

  private static Connection connect(Path file, List<String> settings) throws SQLException {
    var source = new SQLiteDataSource(); // drivers are not found by name under every class loader
    source.setUrl("jdbc:sqlite:" + file);
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings) {
        statement.execute(setting);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void putAside(Path file) throws IOException {
    for (String part : List.of("", "-wal", "-shm")) {
      Path from = file.resolveSibling(file.getFileName() + part);
      if (Files.exists(from)) {
        Path to = file.resolveSibling(PUT_ASIDE + part);
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /// For the one thread that writes. Its transactions begin by themselves and end with its commit.
  Connection writer() {
    return writer;
  }

  interface Reading<T> {
    T read(Connection connection) throws SQLException;
  }

  /// Reads on the caller's thread, which blocks.
  <T> T read(String doing, Reading<T> reading) {
    try {
      if (!readers.tryAcquire(READER_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new SQLException("all readers are busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(doing, new SQLException("interrupted"));
    } catch (SQLException e) {
      throw new StoreException(doing, e);
    }
    try {
      Connection idle = idleReaders.poll();
      Connection connection = idle != null ? idle : connect(file, READER_SETTINGS);
      try {
        return reading.read(connection);
      } finally {
        idleReaders.add(connection);
      }
    } catch (SQLException e) {
      throw new StoreException(doing, e);
    } finally {
      readers.release();
    }
  }

  @Override
  public void close() {
    closeQuietly(writer);
    for (Connection idle = idleReaders.poll(); idle != null; idle = idleReaders.poll()) {
      closeQuietly(idle);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debugf("closing the history: %s", e.getMessage());
    }
  }
}
