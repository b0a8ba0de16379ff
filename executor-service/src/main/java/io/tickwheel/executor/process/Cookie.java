package io.tickwheel.executor.process;

import io.tickwheel.model.AttemptId;

/// The environment variable by which every process of an attempt is known, wherever it moved in the
/// tree: `<home>.<boot>.<task>.<attempt>`. `home` names the executor's data folder, `boot` one
/// start of the executor.
record Cookie(String home, String boot, AttemptId attempt) {
  static final String VARIABLE = "TICKWHEEL_COOKIE";

  String value() {
    return prefix(home, boot) + attempt.task() + "." + attempt.number();
  }

  /// What the cookies of all attempts of one start of an executor begin with.
  static String prefix(String home, String boot) {
    return prefix(home) + boot + ".";
  }

  /// What the cookies of all attempts of all starts begin with.
  static String prefix(String home) {
    return home + ".";
  }
}
