package io.tickwheel.executor.process;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A pipe from a process to us. Unlike a Process's own streams, its reader can be closed while a
/// thread waits in it (a child may keep the writing end for ever), and what was written before an
/// exit is never mixed up with the end of the stream.
final class Pipe implements AutoCloseable {
  private final FileChannel reader;
  private final int writer;
  private boolean writerOpen = true;

  private Pipe(FileChannel reader, int writer) {
    this.reader = reader;
    this.writer = writer;
  }

  static Pipe open() throws IOException {
    int[] ends = Posix.pipe();
    try {
      return new Pipe(FileChannel.open(path(ends[0]), StandardOpenOption.READ), ends[1]);
    } catch (IOException e) {
      Posix.close(ends[1]);
      throw e;
    } finally {
      Posix.close(ends[0]);
    }
  }

  FileChannel reader() {
    return reader;
  }

  ProcessBuilder.Redirect writer() {
    return ProcessBuilder.Redirect.to(new File(path(writer).toString()));
  }

  /// Once the process has its own: from then on the reader sees the end when all writers are gone.
  synchronized void closeWriter() {
    if (writerOpen) {
      writerOpen = false;
      Posix.close(writer);
    }
  }

  @Override
  public void close() throws IOException {
    closeWriter();
    reader.close();
  }

  private static Path path(int descriptor) {
    return Path.of("/dev/fd/" + descriptor);
  }
}
