package io.tickwheel.jetstream;

/// The fence held: somebody wrote to the subject after the record the writer takes for the newest.
/// Nothing was stored. After an [UnconfirmedAppendException] the somebody may be the writer itself,
/// whose acknowledgement was lost: read the tail before giving up the partition.
public final class StaleOwnerException extends RuntimeException {
  private final long expected;
  private final long actual;

  StaleOwnerException(String subject, long expected, long actual) {
    super("%s ends at %d, not at %d".formatted(subject, actual, expected));
    this.expected = expected;
    this.actual = actual;
  }

  /// The sequence that the writer took for the subject's newest.
  public long expected() {
    return expected;
  }

  /// The sequence of the subject's newest record; -1 when the server did not say.
  public long actual() {
    return actual;
  }
}
