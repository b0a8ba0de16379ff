package io.tickwheel.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalLong;

/// Durations as people write them: `500ms`, `5s`, `1h30m`, `7d`, or ISO-8601 (`PT1H30M`).
///
/// Short form: digits and a unit (`d h m s ms`), repeated with ever smaller units.
public final class DurationText {
  /// What to tell someone whose duration was refused.
  public static final String ACCEPTED = "a duration such as 500ms, 5s, 1h30m, 7d or PT1H30M";

  /// Longer texts are no durations; keeps parsing cheap for any input.
  private static final int LENGTH_MAX = 64;

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", 86_400_000),
          new Unit("h", 3_600_000),
          new Unit("m", 60_000),
          new Unit("s", 1000),
          new Unit("ms", 1));

  private DurationText() {}

  private record Unit(String word, long millis) {}

  /// Milliseconds, rounded up, negative when the text says so; empty when it is no duration or does
  /// not fit.
  public static OptionalLong millis(String text) {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      return OptionalLong.empty();
    }
    try {
      return Character.isDigit(text.charAt(0))
          ? shortForm(text)
          : OptionalLong.of(roundedUp(Duration.parse(text)));
    } catch (DateTimeParseException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /// The shortest text that [#millis] reads as the same number.
  public static String text(long millis) {
    if (millis <= 0) {
      return millis == 0 ? "0s" : "-PT" + (-millis / 1000.0) + "S";
    }
    var text = new StringBuilder();
    long left = millis;
    for (Unit unit : UNITS) {
      long count = left / unit.millis;
      if (count > 0) {
        text.append(count).append(unit.word);
      }
      left -= count * unit.millis;
    }
    return text.toString();
  }

  private static OptionalLong shortForm(String text) {
    long total = 0;
    int at = 0;
    int unitsUsed = 0;
    while (at < text.length()) {
      int digitsEnd = endOf(text, at, true);
      int unitEnd = endOf(text, digitsEnd, false);
      int unit = unit(text.substring(digitsEnd, unitEnd), unitsUsed);
      if (digitsEnd == at || digitsEnd - at > 18 || unit < 0) {
        return OptionalLong.empty();
      }
      long count = Long.parseLong(text, at, digitsEnd, 10);
      total = Math.addExact(total, Math.multiplyExact(count, UNITS.get(unit).millis));
      unitsUsed = unit + 1;
      at = unitEnd;
    }
    return OptionalLong.of(total);
  }

  private static int endOf(String text, int from, boolean digits) {
    int end = from;
    while (end < text.length() && isAsciiDigit(text.charAt(end)) == digits) {
      end++;
    }
    return end;
  }

  private static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int unit(String word, int from) {
    for (int i = from; i < UNITS.size(); i++) {
      if (UNITS.get(i).word.equals(word)) {
        return i;
      }
    }
    return -1;
  }

  private static long roundedUp(Duration duration) {
    long millis = duration.toMillis();
    return duration.minusMillis(millis).isPositive() ? millis + 1 : millis;
  }
}
