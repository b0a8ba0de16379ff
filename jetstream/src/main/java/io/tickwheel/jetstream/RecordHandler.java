package io.tickwheel.jetstream;

/// Takes the records of one subject, in their order, each exactly once, from one thread at a
/// time.
///
/// Back-pressure: while it blocks nothing more is fetched but a small bounded credit. When it
/// throws, the same record comes again a second later. It is interrupted when the reading is
/// closed.
@FunctionalInterface
public interface RecordHandler {
  void accept(long sequence, byte[] record) throws InterruptedException;
}
