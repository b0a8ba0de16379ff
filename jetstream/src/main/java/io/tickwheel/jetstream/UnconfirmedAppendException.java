package io.tickwheel.jetstream;

/// No acknowledgement came: the record may be stored now, may be stored later, or never.
///
/// The way out for a fenced writer is to read the tail. Is it the record: it was stored. Is it
/// still the expected one: append the same bytes with the same expectation again, and read the tail
/// again should that be refused. Is it another's: the writer is stale.
public final class UnconfirmedAppendException extends RuntimeException {
  UnconfirmedAppendException(String subject, String why) {
    super("no acknowledgement for %s: %s".formatted(subject, why));
  }
}
