package io.tickwheel.monitor.filter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Moments as people write them.
public final class Moments {
  private static final String ACCEPTED =
      "2026-01-01, 2026-01-01T10:00:00Z, now, or now-15m (s, m, h, d)";

  private Moments() {}

  /// Unix milliseconds; `at` is the text's position in the filter it stands in.
  public static long parse(String text, int at, long nowMillis) throws FilterException {
    try {
      return moment(text, nowMillis);
    } catch (DateTimeException
        | ArithmeticException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      throw new FilterException(at, "'" + text + "' is not a time", ACCEPTED);
    }
  }

  private static long moment(String text, long nowMillis) {
    if (text.equals("now")) {
      return nowMillis;
    }
    if (text.startsWith("now-")) {
      return Math.subtractExact(nowMillis, ago(text.substring(4)).toMillis());
    }
    Instant instant =
        text.indexOf('T') < 0
            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
            : OffsetDateTime.parse(text).toInstant();
    return instant.toEpochMilli();
  }

  private static Duration ago(String text) {
    long count = Long.parseLong(text, 0, text.length() - 1, 10);
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      case 'd' -> Duration.ofDays(count);
      default -> throw new IllegalArgumentException(text);
    };
  }
}
