package io.tickwheel.executor.process;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts processes from one thread that never ends: a process that asked for the parent-death
/// signal gets it when the *thread* that started it ends.
final class Spawner {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("tickwheel-spawner").factory());

  Process start(ProcessBuilder builder) throws IOException {
    try {
      return thread.submit(builder::start).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting a process", e);
    }
  }
}
