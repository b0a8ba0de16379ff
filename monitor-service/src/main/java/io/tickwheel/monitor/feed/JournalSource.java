package io.tickwheel.monitor.feed;

import io.tickwheel.jetstream.JournalFeed;
import java.io.IOException;

/// Where the journal comes from.
public interface JournalSource {
  /// Which journal it is, and what it holds.
  record Extent(String journal, long firstSequence, long lastSequence) {}

  /// A reading that goes on until it is closed; nothing is handed over after that.
  interface Reading extends AutoCloseable {
    @Override
    void close();
  }

  /// Throws IOException when the journal cannot be asked now.
  Extent extent() throws IOException;

  /// The sequence of the last record that it holds now, 0 for none. Never waits for a connection:
  /// throws IOException when there is none.
  long lastSequence() throws IOException;

  Reading read(long fromSequence, JournalFeed.Handler handler);
}
