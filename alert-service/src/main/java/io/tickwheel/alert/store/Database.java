package io.tickwheel.alert.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteDataSource;

/// One SQLite file behind one connection: transactions come one after the other. What is committed
/// is on disk. A second process cannot open it.
public final class Database implements AutoCloseable {
  private static final String FILE = "alert.db";

  private final ReentrantLock turn = new ReentrantLock(true);
  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /// Makes folder and tables where they are missing. Throws StoreException when the file cannot be
  /// used, for one because another process has it.
  public static Database open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      keepPrivate(file);
      var source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + file);
      Connection connection = source.getConnection();
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA locking_mode=EXCLUSIVE");
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
        statement.execute("PRAGMA foreign_keys=ON");
        statement.execute("PRAGMA cache_size=-2048");
        Schema.migrate(connection);
      }
      connection.setAutoCommit(false);
      return new Database(connection);
    } catch (IOException | SQLException e) {
      throw new StoreException("%s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Runs `work` in a transaction; all of it is stored, or nothing.
  <T> T inTransaction(Work<T> work) {
    turn.lock();
    try {
      return committed(work);
    } catch (SQLException e) {
      throw new StoreException("the database: " + e.getMessage(), e);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("the database cannot be closed: " + e.getMessage(), e);
    } finally {
      turn.unlock();
    }
  }

  private <T> T committed(Work<T> work) throws SQLException {
    boolean done = false;
    try {
      T result = work.run(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        connection.rollback();
      }
    }
  }

  /// Channels' secrets are in there.
  private static void keepPrivate(Path file) throws IOException {
    if (Files.notExists(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var _ =
          Files.createFile(
              file,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }
}
