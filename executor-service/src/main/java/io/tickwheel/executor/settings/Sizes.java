package io.tickwheel.executor.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as operators write them: bytes, or `512KiB`, `100MiB`, `1GiB` (also `k`, `MB`, `g`: powers
/// of 1024 all of them).
final class Sizes {
  static final String ACCEPTED = "a number of bytes above 0, as 1073741824, 100MiB or 1GiB";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15}) ?(?:([kmgt])(?:i?b)?|b)?");
  private static final Map<String, Integer> SHIFTS = Map.of("k", 10, "m", 20, "g", 30, "t", 40);

  private Sizes() {}

  static Optional<Long> parse(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(size.group(1));
    int shift = SHIFTS.getOrDefault(String.valueOf(size.group(2)), 0);
    boolean fits = number > 0 && number <= Long.MAX_VALUE >> shift;
    return fits ? Optional.of(number << shift) : Optional.empty();
  }
}
