package io.tickwheel.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// Instants as RFC 3339 writes them, and no other form of ISO-8601.
final class Rfc3339 {
  static final String ACCEPTED = "an RFC 3339 time such as 2026-03-07T00:00:00Z";

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d:\\d\\d:)(\\d\\d)(\\.\\d{1,9})?\\d*"
              + "([Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)");

  private static final int LENGTH_MAX = 64;
  private static final String LEAP_SECOND = "60";

  private Rfc3339() {}

  /// Empty when the text is no such time. A leap second is the second after it.
  static Optional<Instant> parse(String text) {
    var parts = TIME.matcher(text);
    if (text.length() > LENGTH_MAX || !parts.matches()) {
      return Optional.empty();
    }
    boolean leap = parts.group(3).equals(LEAP_SECOND);
    String fraction = parts.group(4) == null || leap ? "" : parts.group(4);
    try {
      LocalDateTime local =
          LocalDateTime.parse(
              parts.group(1) + "T" + parts.group(2) + (leap ? "59" : parts.group(3)) + fraction);
      Instant instant = local.plusSeconds(leap ? 1 : 0).toInstant(offset(parts.group(5)));
      boolean isMidnight = Math.floorMod(instant.getEpochSecond(), 86_400) == 0;
      return leap && !isMidnight ? Optional.empty() : Optional.of(instant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// In UTC, with milliseconds.
  static String of(long epochMillis) {
    return of(
            LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000), 0, ZoneOffset.UTC),
            Math.floorMod(epochMillis, 1000))
        .append('Z')
        .toString();
  }

  private static StringBuilder of(LocalDateTime time, int millis) {
    var text = new StringBuilder(24);
    digits(text, time.getYear(), 1000).append('-');
    digits(text, time.getMonthValue(), 10).append('-');
    digits(text, time.getDayOfMonth(), 10).append('T');
    digits(text, time.getHour(), 10).append(':');
    digits(text, time.getMinute(), 10).append(':');
    digits(text, time.getSecond(), 10).append('.');
    return digits(text, millis, 100);
  }

  private static StringBuilder digits(StringBuilder text, int number, int highest) {
    for (int unit = highest; unit > 0; unit /= 10) {
      text.append((char) ('0' + number / unit % 10));
    }
    return text;
  }

  private static ZoneOffset offset(String text) {
    if (text.length() == 1) {
      return ZoneOffset.UTC;
    }
    int minutes = Integer.parseInt(text, 1, 3, 10) * 60 + Integer.parseInt(text, 4, 6, 10);
    return ZoneOffset.ofTotalSeconds((text.charAt(0) == '-' ? -60 : 60) * minutes);
  }
}
