package io.tickwheel.executor.process;

import io.tickwheel.executor.log.AttemptLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Moves one output stream of a process to the result's excerpt and the attempt's log, however much
/// it is, on a thread of its own.
final class OutputPump implements AutoCloseable {
  private static final int CHUNK_BYTES = 16 * 1024;

  private final Pipe pipe;
  private final HeadTail excerpt;
  private final AttemptLog log;
  private final Thread thread;

  OutputPump(String name, HeadTail excerpt, AttemptLog log) throws IOException {
    this.pipe = Pipe.open();
    this.excerpt = excerpt;
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::pump);
  }

  ProcessBuilder.Redirect target() {
    return pipe.writer();
  }

  void start() {
    pipe.closeWriter();
    thread.start();
  }

  /// Waits for the end of the stream, but no longer than `limit`: whoever still holds the other end
  /// is not waited for.
  void finish(Duration limit) {
    try {
      if (!thread.join(limit)) {
        pipe.close();
        thread.join(limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }

  private void pump() {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    try {
      while (pipe.reader().read(chunk) >= 0) {
        chunk.flip();
        log.append(chunk.duplicate());
        excerpt.append(chunk);
        chunk.clear();
      }
    } catch (IOException e) {
      // Closed by finish(): the rest is not waited for.
    }
  }
}
