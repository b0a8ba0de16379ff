package io.tickwheel.core.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for steps that do not go round evenly: `*/7` minutes are 4 minutes at the hour's end.
final class Steps {
  private static final Pattern STEP = Pattern.compile("(?:^|,)([^,/-]+)/(\\d+)");

  private Steps() {}

  /// `text` is an expression that was accepted.
  static List<Warning> warnings(String text) {
    List<Warning> warnings = new ArrayList<>();
    String[] fields = text.strip().replaceFirst("^CRON_TZ=\\S+\\s+", "").split("\\s+");
    int shift = fields.length == 5 ? 1 : 0;
    for (int i = 0; i < fields.length; i++) {
      CronField field = CronField.values()[i + shift];
      Matcher steps = STEP.matcher(fields[i]);
      while (steps.find()) {
        String spelled = steps.group(1) + "/" + steps.group(2);
        warning(field, spelled, Integer.parseInt(steps.group(2)), warnings);
      }
    }
    return warnings;
  }

  private static void warning(CronField field, String spelled, int step, List<Warning> warnings) {
    boolean isUneven =
        switch (field) {
          case SECOND, MINUTE, HOUR, MONTH -> field.span() % step != 0;
          case DAY_OF_MONTH, DAY_OF_WEEK -> step > 1 && step < field.span();
          case YEAR -> false;
        };
    if (isUneven) {
      warnings.add(
          new Warning(
              "uneven_step",
              "%s: %s starts again with each %s, so that the last interval is shorter"
                  .formatted(field.word(), spelled, whole(field))));
    } else if (step == field.span()) {
      warnings.add(
          new Warning("single_step", "%s: %s is a single value".formatted(field.word(), spelled)));
    }
  }

  private static String whole(CronField field) {
    return switch (field) {
      case SECOND -> "minute";
      case MINUTE -> "hour";
      case HOUR -> "day";
      case DAY_OF_MONTH -> "month";
      case DAY_OF_WEEK -> "week";
      case MONTH, YEAR -> "year";
    };
  }
}
