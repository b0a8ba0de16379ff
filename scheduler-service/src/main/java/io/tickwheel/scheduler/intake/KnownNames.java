package io.tickwheel.scheduler.intake;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields of one JSON object, and what to say of a field that is not among them.
final class KnownNames {
  /// What people write who come from elsewhere.
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("max_attempts", "retry.max_attempts"),
          Map.entry("max_retries", "retry.max_attempts"),
          Map.entry("url", "callback_url"),
          Map.entry("callback", "callback_url"),
          Map.entry("webhook", "callback_url"),
          Map.entry("execute_at", "run_at"),
          Map.entry("schedule_at", "run_at"),
          Map.entry("body", "payload"),
          Map.entry("args", "payload"),
          Map.entry("tags", "labels"),
          Map.entry("command", "target.argv"),
          Map.entry("argv", "target.argv"),
          Map.entry("name", "type"),
          Map.entry("task_type", "type"),
          Map.entry("handler", "type"),
          Map.entry("kind", "target.kind"),
          Map.entry("expr", "cron"),
          Map.entry("expression", "cron"),
          Map.entry("cron_expression", "cron"),
          Map.entry("schedule", "cron"),
          Map.entry("interval", "every"),
          Map.entry("tz", "timezone"),
          Map.entry("time_zone", "timezone"),
          Map.entry("zone", "timezone"),
          Map.entry("schedule_id", "id"),
          Map.entry("timeout_seconds", "timeout"));

  /// Fields that the product will have. Refused, so that nobody relies on what does not happen.
  private static final List<String> LATER =
      List.of(
          "depends_on",
          "trigger_rule",
          "on_success",
          "on_failure",
          "unique",
          "concurrency_key",
          "fairness_key",
          "resources",
          "isolation");

  private final List<String> names;

  KnownNames(String... names) {
    this.names = List.of(names);
  }

  /// `prefix` is the path of the object, `target.` for example, empty at the top.
  Refusal unknown(String prefix, String name) {
    String field = prefix + Problem.shown(name);
    if (prefix.isEmpty() && LATER.contains(name)) {
      return Refusal.of(
          ProblemKind.NOT_SUPPORTED_YET, field + " is not supported yet.", field, "nothing yet");
    }
    String accepted = "one of " + String.join(", ", names);
    String hint = nearest(prefix, name).map(n -> " Did you mean " + n + "?").orElse("");
    return Refusal.of(
        ProblemKind.UNKNOWN_FIELD, field + " is not a known field." + hint, field, accepted);
  }

  private Optional<String> nearest(String prefix, String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('-', '_');
    Optional<String> synonym =
        Optional.ofNullable(SYNONYMS.get(plain))
            .filter(s -> prefix.isEmpty() && names.contains(s.replaceAll("\\..*", "")));
    if (synonym.isPresent() || plain.length() > 40) {
      return synonym;
    }
    String folded = plain.replace("_", "");
    int best = folded.length() < 4 ? 2 : Math.max(2, folded.length() / 3) + 1;
    String found = "";
    for (String known : names) {
      int distance = distance(folded, known.replace("_", ""));
      if (distance < best) {
        best = distance;
        found = known;
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(prefix + found);
  }

  /// Levenshtein's distance: insertions, deletions and replacements.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
