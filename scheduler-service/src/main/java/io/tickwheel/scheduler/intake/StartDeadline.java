package io.tickwheel.scheduler.intake;

import io.tickwheel.problem.ProblemKind;

/// Until when a task must have started: a time, or a duration after it is due.
public record StartDeadline(long millis, boolean afterDue) {
  static final StartDeadline NONE = new StartDeadline(0, false);

  /// The same deadline as a time, when it is known from the start when the task is due: 0 if not.
  StartDeadline from(long runAtMillis) {
    return afterDue && runAtMillis > 0 ? new StartDeadline(runAtMillis + millis, false) : this;
  }

  /// The time as the specification holds it, 0 for none.
  long millis(long runAtMillis) throws Refusal {
    if (equals(NONE)) {
      return 0;
    }
    long at = afterDue ? runAtMillis + millis : millis;
    if (at < runAtMillis) {
      throw Refusal.of(
          ProblemKind.CONFLICTING_FIELDS,
          "start_deadline is before the time at which the task is due.",
          "start_deadline",
          "a time that is not before run_at, or a duration after it");
    }
    return Math.min(at, IntakeLimits.TIME_MAX_MILLIS);
  }
}
