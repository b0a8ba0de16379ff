package io.tickwheel.executor.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as operators write them: `5s`, `1h30m`, `250ms`, or ISO-8601.
final class Durations {
  static final String ACCEPTED = "a duration above 0, as 30s, 1h30m, 250ms or PT30S";

  private static final Pattern SHORT =
      Pattern.compile("(?=.)(\\d{1,6}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?");

  private Durations() {}

  static Optional<Duration> parse(String text) {
    Matcher parts = SHORT.matcher(text);
    try {
      Duration duration =
          parts.matches()
              ? Duration.ofDays(number(parts.group(1), 1))
                  .plusHours(number(parts.group(2), 1))
                  .plusMinutes(number(parts.group(3), 1))
                  .plusSeconds(number(parts.group(4), 1))
                  .plusMillis(number(parts.group(5), 2))
              : Duration.parse(text.toUpperCase(Locale.ROOT));
      return Optional.of(duration).filter(Duration::isPositive);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static long number(@Nullable String part, int lettersOfTheUnit) {
    return part == null ? 0 : Long.parseLong(part, 0, part.length() - lettersOfTheUnit, 10);
  }
}
