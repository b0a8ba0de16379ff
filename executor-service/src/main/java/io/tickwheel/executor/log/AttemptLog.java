package io.tickwheel.executor.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// What an attempt said, in the order in which it came. The file is made with the first byte. When
/// it has half of what an attempt may keep it becomes `….log.1` and a new one begins, so the newest
/// output is always there. A disk that fails costs the log, never the attempt. Thread-safe.
public final class AttemptLog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AttemptLog.class.getName());

  private final Path file;
  private final long fileMaxBytes;
  private @Nullable FileChannel channel;
  private long written;
  private boolean closed;

  AttemptLog(Path file, long maxBytes) {
    this.file = file;
    this.fileMaxBytes = Math.max(1, maxBytes / 2);
  }

  public synchronized void append(ByteBuffer bytes) {
    if (closed) {
      return;
    }
    try {
      while (bytes.hasRemaining()) {
        FileChannel out = room();
        long room = fileMaxBytes - written;
        ByteBuffer part = bytes.slice();
        part.limit((int) Math.min(part.remaining(), room));
        int count = out.write(part);
        bytes.position(bytes.position() + count);
        written += count;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the log {0} ends here: {1}", file, e);
      close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeFile();
  }

  static Path rotated(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  private FileChannel room() throws IOException {
    if (channel != null && written >= fileMaxBytes) {
      closeFile();
      Files.move(file, rotated(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (channel == null) {
      Files.createDirectories(file.getParent());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      written = channel.size();
    }
    return channel;
  }

  private void closeFile() {
    FileChannel open = channel;
    channel = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the log {0} did not close: {1}", file, e);
    }
  }
}
