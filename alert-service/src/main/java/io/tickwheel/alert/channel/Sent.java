package io.tickwheel.alert.channel;

/// How an attempt to deliver ended.
public sealed interface Sent {
  record Delivered() implements Sent {}

  /// `retryAfterMillis` is what the receiver asked for, 0 for nothing.
  record Failed(String reason, boolean permanent, long retryAfterMillis) implements Sent {
    static Failed passing(String reason) {
      return new Failed(reason, false, 0);
    }

    static Failed permanent(String reason) {
      return new Failed(reason, true, 0);
    }
  }
}
