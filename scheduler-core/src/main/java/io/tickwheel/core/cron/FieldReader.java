package io.tickwheel.core.cron;

/// Reads one field: a list of `*`, values, ranges, steps and the words of the two day fields. Every
/// refusal points at the first character that cannot be.
final class FieldReader {
  private static final String BLANK = "a comma or a blank";

  private final String text;
  private final int end;
  private final CronField field;
  private final FieldValues found = new FieldValues();
  private int at;

  private FieldReader(String text, int start, int end, CronField field) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.field = field;
  }

  static FieldValues read(String text, int start, int end, CronField field) {
    char only = end - start == 1 ? text.charAt(start) : 0;
    return only == '*' || (only == '?' && field.isDay())
        ? FieldValues.any(field)
        : new FieldReader(text, start, end, field).list();
  }

  private FieldValues list() {
    do {
      item();
    } while (takes(','));
    if (at < end) {
      throw unexpected(BLANK);
    }
    return found;
  }

  private void item() {
    if (takes('*')) {
      add(field.min(), field.max(), step());
    } else if (sees('?')) {
      throw bad(
          at,
          field.isDay() ? "'?' stands for the whole field" : "'?' means nothing here",
          field.isDay() ? "'?' alone" : field.acceptedValue());
    } else if (field == CronField.DAY_OF_MONTH && takes('L')) {
      lastOfMonth();
    } else {
      value();
    }
  }

  /// After an `L`: the last day, days before it, or the last weekday.
  private void lastOfMonth() {
    if (takes('W')) {
      found.lastWeekday = true;
    } else if (takes('-')) {
      found.beforeLast |= 1 << number(1, 30, "a number of days from 1 to 30");
    } else {
      found.beforeLast |= 1;
    }
  }

  private void value() {
    int first = oneValue();
    boolean isWeekday = field == CronField.DAY_OF_WEEK;
    if (field == CronField.DAY_OF_MONTH && takes('W')) {
      found.nearest |= 1 << first;
    } else if (isWeekday && takes('L')) {
      found.last |= 1 << (first % 7);
    } else if (isWeekday && takes('#')) {
      int n = number(1, DaysOfWeek.NTH_MAX, "a number from 1 to 5");
      found.nth |= DaysOfWeek.nthBit(first % 7, n);
    } else if (takes('-')) {
      range(first);
    } else if (sees('/')) {
      add(isWeekday ? first % 7 : first, field.max(), step());
    } else {
      add(first, first, 1);
    }
  }

  private void range(int first) {
    int start = at;
    int last = oneValue();
    if (field == CronField.DAY_OF_WEEK) {
      weekdays(first, last);
    } else if (last < first) {
      throw bad(
          start,
          "the range ends before it begins",
          "%s not before %d".formatted(field.acceptedValue(), first));
    } else {
      add(first, last, step());
    }
  }

  /// From `first` on through the week until `last`, around its end if need be.
  private void weekdays(int first, int last) {
    int from = first % 7;
    int until = first == 7 ? last % 7 : last;
    add(from, until < from ? until + 7 : until, step());
  }

  private void add(int first, int last, int step) {
    for (int value = first; value <= last; value += step) {
      found.values.set(field == CronField.DAY_OF_WEEK ? value % 7 : value);
    }
  }

  /// The number after a slash; 1 without one.
  private int step() {
    return takes('/')
        ? number(1, field.span(), "a step from 1 to " + Math.min(field.span(), 99))
        : 1;
  }

  private int oneValue() {
    if (at < end && isLetter(text.charAt(at))) {
      return name();
    }
    return number(field.min(), field.numberMax(), field.acceptedValue());
  }

  private int name() {
    int wordEnd = at;
    while (wordEnd < end && isLetter(text.charAt(wordEnd))) {
      wordEnd++;
    }
    int value = field.named(text, at);
    boolean isLast = field == CronField.DAY_OF_WEEK && wordEnd == at + 4 && seesAt(at + 3, 'L');
    if (value < 0 || (wordEnd != at + 3 && !isLast)) {
      throw bad(
          at, "'%s' is no %s".formatted(text.substring(at, wordEnd), field.word()), accepted());
    }
    at += 3;
    return value;
  }

  private int number(int min, int max, String accepted) {
    int start = at;
    while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw missing(accepted);
    }
    int digits = at - start;
    boolean isYear = min == CronField.YEAR.min();
    if (isYear ? digits != 4 : digits > 2) {
      throw bad(
          start,
          "'%s' has %d digits".formatted(text.substring(start, at), digits),
          accepted + (isYear ? ", in four digits" : ", in at most two digits"));
    }
    int number = Integer.parseInt(text, start, at, 10);
    if (number < min || number > max) {
      throw bad(start, "%d is out of range".formatted(number), accepted);
    }
    return number;
  }

  private boolean takes(char wanted) {
    boolean isThere = sees(wanted);
    at += isThere ? 1 : 0;
    return isThere;
  }

  private boolean sees(char wanted) {
    return seesAt(at, wanted);
  }

  private boolean seesAt(int place, char wanted) {
    return place < end && upper(text.charAt(place)) == wanted;
  }

  private static boolean isLetter(char c) {
    return upper(c) >= 'A' && upper(c) <= 'Z';
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }

  private String accepted() {
    return switch (field) {
      case DAY_OF_MONTH -> field.acceptedValue() + ", L, L-n, LW or nW";
      case DAY_OF_WEEK -> field.acceptedValue() + ", followed by #n or L if need be";
      case SECOND, MINUTE, HOUR, MONTH, YEAR -> field.acceptedValue();
    };
  }

  private BadCronException missing(String accepted) {
    return at == end || sees(',')
        ? bad(at, "something is missing", accepted)
        : unexpected(accepted);
  }

  private BadCronException unexpected(String accepted) {
    return bad(at, "'%c' cannot stand here".formatted(text.charAt(at)), accepted);
  }

  private BadCronException bad(int position, String problem, String accepted) {
    return new BadCronException(position, field.word() + ": " + problem, accepted);
  }
}
