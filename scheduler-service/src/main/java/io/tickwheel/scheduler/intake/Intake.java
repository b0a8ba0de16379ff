package io.tickwheel.scheduler.intake;

import io.tickwheel.model.TaskSpec;
import io.tickwheel.scheduler.problem.Problem;

/// What became of a submitted body.
public sealed interface Intake {
  record Accepted(TaskSpec spec, long runAtMillis) implements Intake {}

  record Refused(Problem problem) implements Intake {}
}
