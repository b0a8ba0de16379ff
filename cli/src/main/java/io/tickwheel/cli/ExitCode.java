package io.tickwheel.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the program's exit tells a script.
final class ExitCode {
  static final int DONE = 0;
  static final int TASK_DEAD = 1;
  static final int WARNED = 1;
  static final int USAGE = 2;
  static final int TASK_ENDED_OTHERWISE = 3;
  static final int REFUSED = 4;
  static final int UNREACHABLE = 5;
  static final int NOT_FINISHED = 6;

  /// For the help texts.
  static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(" 0", "done; with --wait: the task succeeded");
    words.put(" 1", "with --wait: the task is dead (in the dead letters); cron lint: it warns");
    words.put(" 2", "the command line or the expression was wrong; nothing was sent");
    words.put(" 3", "with --wait: the task is cancelled, expired, skipped or lost");
    words.put(" 4", "the server refused the request");
    words.put(" 5", "no server was reached, or it could not answer now");
    words.put(" 6", "with --wait: the task was not finished in time; it goes on");
    return words;
  }

  private ExitCode() {}

  /// The exit for a task that reached the final `status`.
  static int ofFinal(String status) {
    return switch (status) {
      case "succeeded" -> DONE;
      case "dead" -> TASK_DEAD;
      default -> TASK_ENDED_OTHERWISE;
    };
  }
}
