package io.tickwheel.scheduler.intake;

import io.tickwheel.model.TaskSpec;
import io.tickwheel.problem.Problem;

/// What became of a submitted body. The terms are those in which it asked for the specification.
public sealed interface Intake {
  record Accepted(TaskSpec spec, long runAtMillis, Terms terms) implements Intake {}

  /// A task with a `cron` field: a standing order, which [ScheduleIntake] reads.
  record Recurring() implements Intake {}

  record Refused(Problem problem) implements Intake {}
}
