package io.tickwheel.jetstream;

import io.tickwheel.wire.Streams;

/// What a reader of dispatches has taken and not yet removed. Removing costs the broker a request,
// so
/// it is done for many at once. One that fails is made good by the next. Not thread-safe.
final class Taken {
  /// What each executor may leave behind at most; small beside what the stream may hold.
  private static final long BYTES_MAX = 512 << 10;

  private final StreamApi api;
  private final String subject;
  private long bytes;

  Taken(StreamApi api, String subject) {
    this.api = api;
    this.subject = subject;
  }

  void add(int length, long sequence) {
    bytes += length;
    if (bytes >= BYTES_MAX) {
      bytes = 0;
      remove(sequence);
    }
  }

  private void remove(long upTo) {
    var _ =
        api.purge(Streams.DISPATCH, subject, upTo + 1)
            .exceptionally(
                failure -> {
                  Log.debug("%s: not removed yet: %s", subject, Failures.sentence(failure));
                  throw Failures.unchecked(failure);
                });
  }
}
