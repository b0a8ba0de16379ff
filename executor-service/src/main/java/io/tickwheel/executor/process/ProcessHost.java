package io.tickwheel.executor.process;

import io.tickwheel.model.AttemptId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// This executor's hold on the machine's processes: the data folder is its alone, whatever earlier
/// starts of it left behind is gone, and a guard kills what it leaves behind itself.
public final class ProcessHost implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ProcessHost.class.getName());

  private final FileChannel lock;
  private final Containment containment;
  private final ProcessTable table;
  private final Spawner spawner = new Spawner();
  private final Guard guard;
  private final Path workFolders;
  private final String home;
  private final String boot = UUID.randomUUID().toString();

  private ProcessHost(FileChannel lock, Path folder) throws IOException {
    this.lock = lock;
    this.workFolders = folder.toAbsolutePath().resolve("work");
    this.home = home(folder);
    this.table = ProcessTable.ofThisMachine();
    this.containment = Containment.probe();
    int killed = new OrphanSweep(table).kill(Cookie.prefix(home));
    if (killed > 0) {
      LOG.log(System.Logger.Level.WARNING, "killed {0} processes of an earlier start", killed);
    }
    WorkFolder.delete(workFolders);
    this.guard = Guard.start(containment, Cookie.prefix(home, boot));
  }

  /// Throws IOException when another executor uses `folder`.
  public static ProcessHost open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve("executor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new IOException("another executor uses the folder " + folder);
      }
      return new ProcessHost(lock, folder);
    } catch (IOException | OverlappingFileLockException e) {
      lock.close();
      throw e instanceof IOException fault
          ? fault
          : new IOException("this executor uses the folder already: " + folder, e);
    }
  }

  /// What holds processes here, in words joined by `+`, for heartbeat and API.
  public String isolation() {
    var features = new java.util.ArrayList<>(containment.features());
    if (guard.isPresent()) {
      features.add("guard");
    }
    return features.isEmpty() ? "none" : String.join("+", features);
  }

  /// Where attempts have their work folders; empty at the start.
  Path workFolders() {
    return workFolders;
  }

  Containment containment() {
    return containment;
  }

  ProcessTable table() {
    return table;
  }

  Spawner spawner() {
    return spawner;
  }

  Cookie cookie(AttemptId attempt) {
    return new Cookie(home, boot, attempt);
  }

  /// What the cookies of this start begin with.
  String cookiePrefix() {
    return Cookie.prefix(home, boot);
  }

  /// Lets the guard take what is left, and the folder go.
  @Override
  public void close() throws IOException {
    guard.close();
    lock.close();
  }

  /// The folder's own name, made once; cookies of other executors on this machine never match it.
  private static String home(Path folder) throws IOException {
    Path file = folder.resolve("executor.id");
    if (Files.exists(file)) {
      return UUID.fromString(Files.readString(file).strip()).toString();
    }
    String home = UUID.randomUUID().toString();
    Files.writeString(file, home + "\n");
    return home;
  }
}
