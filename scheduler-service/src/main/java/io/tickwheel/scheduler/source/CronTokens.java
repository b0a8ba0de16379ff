package io.tickwheel.scheduler.source;

import io.tickwheel.scheduler.source.BadOrder.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds where a crontab line's expression ends and its target stands.
///
/// Words that could be a cron field belong to the expression, seven at most:
///
/// ```
/// 0 9 * * mon-fri send_report      five fields
/// 0 0 9 * * mon-fri send_report    six
/// 0 9 * foo * send_report          four, too few: the first five are read, and foo is refused
/// 0 9 * * * 5                      six, but then nothing would run: the last one is the target
/// ```
final class CronTokens {
  private static final int FIELDS_MIN = 5;
  private static final int FIELDS_MAX = 7;

  private static final Pattern WORD = Pattern.compile("[^ \t]+");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9*,/?#-]+");
  private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
  private static final Set<String> NAMES =
      Set.of(
          "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC", "SUN",
          "MON", "TUE", "WED", "THU", "FRI", "SAT", "LW");

  /// A word of a line, from `start` to `end`.
  record Word(String text, int start, int end) {}

  private CronTokens() {}

  /// The words of `line`.
  static List<Word> words(String line) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(new Word(matcher.group(), matcher.start(), matcher.end()));
    }
    return words;
  }

  /// The index of the word that is the target.
  static int target(List<Word> words, String line) throws BadOrder {
    int from = words.getFirst().text.startsWith("CRON_TZ=") ? 1 : 0;
    int target = from + fields(words.subList(from, words.size()));
    if (target >= words.size()) {
      throw new BadOrder(
          Part.CRON,
          line.length(),
          "the line ends here; accepted: a cron expression and what runs then, a task type or an"
              + " http or https URL");
    }
    return target;
  }

  private static int fields(List<Word> words) {
    if (words.isEmpty()) {
      return FIELDS_MIN;
    }
    String first = words.getFirst().text;
    if (first.startsWith("@")) {
      return first.equalsIgnoreCase("@every") ? 2 : 1;
    }
    int count = 0;
    while (count < Math.min(FIELDS_MAX, words.size()) && isField(words.get(count).text)) {
      count++;
    }
    boolean targetLeft = count < words.size() && !isRest(words.get(count).text);
    if (count > FIELDS_MIN && !targetLeft) {
      return count - 1;
    }
    return Math.max(count, FIELDS_MIN);
  }

  private static boolean isField(String word) {
    return FIELD.matcher(word).matches()
        && LETTERS
            .matcher(word)
            .results()
            .allMatch(
                m -> m.group().length() == 1 || NAMES.contains(m.group().toUpperCase(Locale.ROOT)));
  }

  /// Options or a payload.
  private static boolean isRest(String word) {
    return "?{[\"".indexOf(word.charAt(0)) >= 0;
  }
}
