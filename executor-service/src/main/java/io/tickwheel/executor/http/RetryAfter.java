package io.tickwheel.executor.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// The `Retry-After` header (RFC 9110 §10.2.3): seconds, or a date.
final class RetryAfter {
  /// A longer wish is cut to this: a receiver cannot park a task for ever.
  static final long MAX_MILLIS = 24 * 3_600_000L;

  private RetryAfter() {}

  /// The delay asked for, 0 for none, for a date that is over and for what cannot be read.
  static long millis(String value, long nowMillis) {
    String text = value.strip();
    if (text.matches("\\d{1,15}")) {
      return Math.min(Long.parseLong(text), MAX_MILLIS / 1000) * 1000;
    }
    try {
      long at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)).toEpochMilli();
      return Math.clamp(at - nowMillis, 0, MAX_MILLIS);
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
