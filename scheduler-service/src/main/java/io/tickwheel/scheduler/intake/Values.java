package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.model.DurationText;
import io.tickwheel.problem.Problem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Reads single values of a body, each with its limits. `path` is the field's name for people.
final class Values {
  private static final String INSTANT_ACCEPTED =
      "a time of RFC 3339 such as 2026-01-31T12:00:00.000Z, from 1970 to 9999";

  private final JsonInput in;

  Values(JsonInput in) {
    this.in = in;
  }

  /// Letters and digits of any language and the marks of names, without blanks.
  String name(String path, int most) throws IOException, Refusal {
    String accepted = "1 to " + most + " letters, digits or _-.:/@+#";
    String text = string(path, accepted);
    if (text.isEmpty() || text.length() > most) {
      throw Refusal.invalid(path, "has " + text.length() + " characters", accepted);
    }
    if (!text.codePoints().allMatch(Values::belongsInName)) {
      throw Refusal.invalid(
          path, "'" + Problem.shown(text) + "' holds a character that is not accepted", accepted);
    }
    return text;
  }

  /// Any text without control characters, for people to read.
  String line(String path, int most) throws IOException, Refusal {
    String accepted = "at most " + most + " characters, without control characters";
    String text = text(path, most);
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.invalid(path, "holds a control character", accepted);
    }
    return text;
  }

  /// Any text that UTF-8 can hold, but NUL.
  String text(String path, int most) throws IOException, Refusal {
    String accepted = "text of at most " + most + " characters, without NUL";
    String text = string(path, accepted);
    if (text.length() > most) {
      throw Refusal.invalid(path, "has " + text.length() + " characters", accepted);
    }
    if (text.indexOf('\0') >= 0 || hasLoneSurrogate(text)) {
      throw Refusal.invalid(path, "holds a character that is not accepted", accepted);
    }
    return text;
  }

  long wholeNumber(String path, long least, long most) throws IOException, Refusal {
    String accepted = "a whole number from " + least + " to " + most;
    if (in.token() != JsonToken.VALUE_NUMBER_INT) {
      throw in.wrongType(path, accepted);
    }
    double near = in.parser().getDoubleValue();
    if (near < least || near > most) {
      throw in.wrongType(path, accepted);
    }
    return in.parser().getLongValue();
  }

  double number(String path, double least, double most) throws IOException, Refusal {
    String accepted = "a number from " + least + " to " + most;
    if (!in.token().isNumeric()) {
      throw in.wrongType(path, accepted);
    }
    double value = in.parser().getDoubleValue();
    if (!(value >= least && value <= most)) {
      throw in.wrongType(path, accepted);
    }
    return value;
  }

  /// Milliseconds of a number of seconds, rounded up.
  long seconds(String path, long mostMillis) throws IOException, Refusal {
    String accepted = "a number of seconds from 0 to " + mostMillis / 1000;
    if (!in.token().isNumeric()) {
      throw in.wrongType(path, accepted);
    }
    double millis = in.parser().getDoubleValue() * 1000;
    if (!(millis >= 0 && millis <= mostMillis)) {
      throw in.wrongType(path, accepted);
    }
    return (long) Math.ceil(millis);
  }

  long duration(String path, long least, long most) throws IOException, Refusal {
    String accepted =
        "%s, from %s to %s"
            .formatted(DurationText.ACCEPTED, DurationText.text(least), DurationText.text(most));
    OptionalLong millis = DurationText.millis(string(path, accepted));
    if (millis.isEmpty() || millis.getAsLong() < least || millis.getAsLong() > most) {
      throw in.wrongType(path, accepted);
    }
    return millis.getAsLong();
  }

  long instant(String path) throws IOException, Refusal {
    OptionalLong millis = instantOf(string(path, INSTANT_ACCEPTED));
    if (millis.isEmpty()) {
      throw in.wrongType(path, INSTANT_ACCEPTED);
    }
    return millis.getAsLong();
  }

  StartDeadline startDeadline(String path) throws IOException, Refusal {
    String accepted = INSTANT_ACCEPTED + ", or after it is due " + DurationText.ACCEPTED;
    String text = string(path, accepted);
    OptionalLong instant = instantOf(text);
    if (instant.isPresent()) {
      return new StartDeadline(instant.getAsLong(), false);
    }
    long after = DurationText.millis(text).orElse(-1);
    if (after < 0 || after > IntakeLimits.DELAY_MAX_MILLIS) {
      throw in.wrongType(path, accepted);
    }
    return new StartDeadline(after, true);
  }

  String oneOf(String path, List<String> words) throws IOException, Refusal {
    String accepted = "one of " + String.join(", ", words);
    String word = string(path, accepted);
    if (!words.contains(word)) {
      throw in.wrongType(path, accepted);
    }
    return word;
  }

  interface Reading<T> {
    T of(String path) throws IOException, Refusal;
  }

  <T> List<T> list(String path, int most, Reading<T> element) throws IOException, Refusal {
    String accepted = "an array of at most " + most + " elements";
    if (in.token() != JsonToken.START_ARRAY) {
      throw in.wrongType(path, accepted);
    }
    var elements = new ArrayList<T>();
    while (in.parser().nextToken() != JsonToken.END_ARRAY) {
      if (elements.size() == most) {
        throw Refusal.invalid(path, "has more than " + most + " elements", accepted);
      }
      elements.add(element.of(path + "[" + elements.size() + "]"));
    }
    return elements;
  }

  interface NameRule {
    boolean admits(String name);
  }

  /// An object of texts. `accepted` describes the names that `rule` admits.
  Map<String, String> texts(
      String path, int most, NameRule rule, String accepted, Reading<String> value)
      throws IOException, Refusal {
    var texts = new LinkedHashMap<String, String>();
    in.object(
        path,
        name -> {
          String at = path + "." + Problem.shown(name);
          if (!rule.admits(name)) {
            throw Refusal.invalid(at, "is not an accepted name", accepted);
          }
          if (texts.put(name, value.of(at)) != null) {
            throw Refusal.invalid(at, "is given twice", "each name once");
          }
          if (texts.size() > most) {
            throw Refusal.invalid(path, "has more than " + most + " entries", "at most " + most);
          }
        });
    return texts;
  }

  static boolean isName(String name, int most) {
    return !name.isEmpty()
        && name.length() <= most
        && name.codePoints().allMatch(Values::belongsInName);
  }

  private static boolean belongsInName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "0123456789_-.:/@+#".indexOf(c) >= 0
        || (c > 127 && Character.isLetterOrDigit(c));
  }

  private String string(String path, String accepted) throws IOException, Refusal {
    if (in.token() != JsonToken.VALUE_STRING) {
      throw in.wrongType(path, accepted);
    }
    return in.parser().getText();
  }

  private static OptionalLong instantOf(String text) {
    if (text.length() < 16 || text.length() > 40 || text.charAt(4) != '-') {
      return OptionalLong.empty();
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      long millis = instant.plusNanos(999_999).toEpochMilli();
      boolean fits = millis >= 0 && millis <= IntakeLimits.TIME_MAX_MILLIS;
      return fits ? OptionalLong.of(millis) : OptionalLong.empty();
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
