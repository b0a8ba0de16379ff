package io.tickwheel.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as people write them: `5s`, `1h30m`, `250ms`, or ISO-8601 (`PT5S`).
final class Durations {
  private static final Pattern SHORT =
      Pattern.compile("(?=.)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?");

  private Durations() {}

  /// The `--timeout` of `--wait`; empty waits for ever.
  static Optional<Duration> timeout(Optional<String> text, boolean waits) {
    if (text.isPresent() && !waits) {
      throw CliException.usage("--timeout says how long --wait waits; --wait is missing");
    }
    return text.map(given -> parse("--timeout", given));
  }

  static Duration parse(String option, String text) {
    try {
      var parts = SHORT.matcher(text);
      Duration duration =
          parts.matches()
              ? Duration.ofDays(number(parts.group(1), 1))
                  .plusHours(number(parts.group(2), 1))
                  .plusMinutes(number(parts.group(3), 1))
                  .plusSeconds(number(parts.group(4), 1))
                  .plusMillis(number(parts.group(5), 2))
              : Duration.parse(text.toUpperCase(Locale.ROOT));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // falls through to the same sentence
    }
    throw CliException.usage(
        "%s: '%s' is not a duration; accepted: 5s, 1h30m, 250ms, PT5S".formatted(option, text));
  }

  private static long number(@org.jspecify.annotations.Nullable String part, int lettersOfTheUnit) {
    return part == null ? 0 : Long.parseLong(part, 0, part.length() - lettersOfTheUnit, 10);
  }
}
