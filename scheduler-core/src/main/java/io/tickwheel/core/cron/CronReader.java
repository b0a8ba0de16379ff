package io.tickwheel.core.cron;

import io.tickwheel.model.DurationText;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads a whole expression: an optional zone, then an alias, `@every`, or 5 to 7 fields.
final class CronReader {
  /// Longer texts are no expressions; keeps reading cheap for any input.
  static final int LENGTH_MAX = 512;

  private static final String ZONE_PREFIX = "CRON_TZ=";
  private static final String FOREIGN_PREFIX = "TZ=";
  private static final String EVERY = "@every";
  private static final String FIELDS =
      "5 fields (minute hour day month weekday), 6 (second first) or 7 (year last), or an alias";

  private static final Map<String, String> ALIASES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final String ALIASES_ACCEPTED =
      "@yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, or @every with a duration";

  private static final List<CronField> FIVE =
      List.of(
          CronField.MINUTE,
          CronField.HOUR,
          CronField.DAY_OF_MONTH,
          CronField.MONTH,
          CronField.DAY_OF_WEEK);

  private static final List<CronField> SEVEN = List.of(CronField.values());
  private static final List<CronField> SIX = SEVEN.subList(0, 6);

  private final String text;
  private final DayMatch dayMatch;
  private int at;
  private Optional<ZoneId> zone = Optional.empty();

  private CronReader(String text, DayMatch dayMatch) {
    this.text = text;
    this.dayMatch = dayMatch;
  }

  static CronExpression read(String text, DayMatch dayMatch) {
    var reader = new CronReader(text, dayMatch);
    reader.requirePlain();
    reader.zone();
    CronPattern pattern = reader.pattern();
    return new CronExpression(text, reader.zone, dayMatch, pattern);
  }

  private void requirePlain() {
    if (text.length() > LENGTH_MAX) {
      throw new BadCronException(
          LENGTH_MAX, "the text is too long", "at most %d characters".formatted(LENGTH_MAX));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        throw new BadCronException(
            i, "U+%04X cannot be in an expression".formatted((int) c), "ASCII, blanks and tabs");
      }
    }
  }

  private void zone() {
    skipBlanks();
    if (!text.startsWith(ZONE_PREFIX, at)) {
      return;
    }
    int start = at + ZONE_PREFIX.length();
    at = endOfWord(start);
    String name = text.substring(start, at);
    zone = Zones.find(name);
    if (zone.isEmpty()) {
      throw new BadCronException(
          start,
          name.isEmpty() ? "the zone is missing" : "there is no zone '%s'".formatted(name),
          Zones.ACCEPTED);
    }
    skipBlanks();
  }

  private CronPattern pattern() {
    if (at == text.length()) {
      throw new BadCronException(at, "the expression is missing", FIELDS);
    }
    if (text.startsWith(FOREIGN_PREFIX, at)) {
      throw new BadCronException(at, "'TZ=' is not known here", ZONE_PREFIX + "Zone");
    }
    if (text.charAt(at) != '@') {
      return fields(text, at);
    }
    int start = at;
    at = endOfWord(at);
    String word = lower(text.substring(start, at));
    if (word.equals(EVERY)) {
      return every();
    }
    String fields = ALIASES.get(word);
    if (fields == null) {
      throw new BadCronException(start, "'%s' is no alias".formatted(word), ALIASES_ACCEPTED);
    }
    requireEnd();
    return fields(fields, 0);
  }

  private static String lower(String word) {
    var lower = new StringBuilder(word.length());
    word.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return lower.toString();
  }

  private Every every() {
    skipBlanks();
    int start = at;
    at = endOfWord(at);
    String word = text.substring(start, at);
    OptionalLong millis = DurationText.millis(word);
    String accepted = "whole seconds, at least 1s, as 90s, 1h30m, 7d or PT1H30M";
    if (millis.isEmpty()) {
      throw new BadCronException(
          start,
          word.isEmpty() ? "the duration is missing" : "'%s' is no duration".formatted(word),
          accepted);
    }
    long period = millis.getAsLong();
    if (period < 1000 || period % 1000 != 0) {
      throw new BadCronException(
          start, "'%s' is not a number of whole seconds".formatted(word), accepted);
    }
    requireEnd();
    return new Every(period);
  }

  private void requireEnd() {
    skipBlanks();
    if (at < text.length()) {
      throw new BadCronException(at, "nothing may follow", "the end of the expression");
    }
  }

  private LocalTimes fields(String fields, int from) {
    int[] starts = new int[SEVEN.size()];
    int[] ends = new int[SEVEN.size()];
    int count = 0;
    for (int i = blanksEnd(fields, from);
        i < fields.length();
        i = blanksEnd(fields, ends[count++])) {
      if (count == SEVEN.size()) {
        throw new BadCronException(i, "an eighth field", FIELDS);
      }
      starts[count] = i;
      ends[count] = wordEnd(fields, i);
    }
    if (count < FIVE.size()) {
      throw new BadCronException(
          fields.length(), "%d of at least 5 fields are there".formatted(count), FIELDS);
    }
    var read = new FieldValues[SEVEN.size()];
    List<CronField> names = count == 5 ? FIVE : count == 6 ? SIX : SEVEN;
    for (int i = 0; i < count; i++) {
      read[names.get(i).ordinal()] = FieldReader.read(fields, starts[i], ends[i], names.get(i));
    }
    LocalTimes times = times(read);
    int firstDayField = names.indexOf(CronField.DAY_OF_MONTH);
    int dayField = times.days().ofMonth().any() ? firstDayField + 2 : firstDayField;
    requireDue(times, starts[dayField]);
    return times;
  }

  private LocalTimes times(@Nullable FieldValues[] read) {
    FieldValues second = or(read[CronField.SECOND.ordinal()], FieldValues.only(0));
    FieldValues minute = or(read[CronField.MINUTE.ordinal()], second);
    FieldValues hour = or(read[CronField.HOUR.ordinal()], second);
    FieldValues day = or(read[CronField.DAY_OF_MONTH.ordinal()], second);
    FieldValues month = or(read[CronField.MONTH.ordinal()], second);
    FieldValues weekday = or(read[CronField.DAY_OF_WEEK.ordinal()], second);
    FieldValues year = or(read[CronField.YEAR.ordinal()], FieldValues.any(CronField.YEAR));
    return new LocalTimes(
        new TimesOfDay(second.bits(), minute.bits(), (int) hour.bits()),
        new Days(
            new DaysOfMonth(
                day.any, (int) day.bits(), day.beforeLast, day.nearest, day.lastWeekday),
            new DaysOfWeek(weekday.any, (int) weekday.bits(), weekday.nth, weekday.last),
            (int) month.bits(),
            Years.of(year.any, year.values),
            dayMatch));
  }

  private static FieldValues or(@Nullable FieldValues values, FieldValues otherwise) {
    return values == null ? otherwise : values;
  }

  private static void requireDue(LocalTimes times, int position) {
    if (!times.days().exist()) {
      throw new BadCronException(
          position,
          "no year has such a day: the expression can never be due",
          "days that the months and years have");
    }
  }

  private void skipBlanks() {
    at = blanksEnd(text, at);
  }

  private int endOfWord(int from) {
    return wordEnd(text, from);
  }

  private static int blanksEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
