package io.tickwheel.jetstream;

/// Where a delivered message lies, as its reply subject tells:
/// `$JS.ACK.<stream>.<consumer>.<tries>.<stream sequence>.<consumer sequence>.<nanos>.<pending>`,
/// in newer servers with domain and account before the stream and a random token at the end.
record Delivery(long streamSequence, long consumerSequence, long storedAtNanos, long pending) {
  private static final int SHORT_FORM = 9;
  private static final int STREAM_SEQUENCE_SHORT = 5;
  private static final int STREAM_SEQUENCE_LONG = 7;

  long storedAtMillis() {
    return storedAtNanos / 1_000_000;
  }

  static Delivery parse(String reply) {
    String[] tokens = reply.split("\\.", -1);
    int first = tokens.length == SHORT_FORM ? STREAM_SEQUENCE_SHORT : STREAM_SEQUENCE_LONG;
    return new Delivery(
        Long.parseLong(tokens[first]),
        Long.parseLong(tokens[first + 1]),
        Long.parseLong(tokens[first + 2]),
        Long.parseLong(tokens[first + 3]));
  }
}
