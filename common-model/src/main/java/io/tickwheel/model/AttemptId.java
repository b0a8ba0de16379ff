package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

/// One try of a task. Numbers count from 1 over the task's whole existence, across its lives; the
/// number is the fencing token: of two attempts the higher is the valid one.
public record AttemptId(TaskId task, int number) {
  public AttemptId {
    require(number >= 1, "attempt counts from 1: %s", number);
  }

  @Override
  public String toString() {
    return task + "#" + number;
  }
}
