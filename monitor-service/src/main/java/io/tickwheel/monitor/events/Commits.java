package io.tickwheel.monitor.events;

import java.time.Duration;

/// Tells when the history has grown.
@FunctionalInterface
public interface Commits {
  /// Waits until the history reaches beyond the journal sequence, but not longer than `patience`;
  /// returns how far it reaches.
  long awaitBeyond(long sequence, Duration patience) throws InterruptedException;
}
