package io.tickwheel.core.partition;

import io.tickwheel.model.TaskState;

/// How many tasks are held in each state, and what happened since this owner took the partition.
final class Counts {
  private final long[] held = new long[TaskState.values().length];
  long submitted;
  long dispatched;
  long succeeded;
  long failed;

  void enter(TaskState state) {
    held[state.ordinal()]++;
  }

  void leave(TaskState state) {
    held[state.ordinal()]--;
  }

  long in(TaskState state) {
    return held[state.ordinal()];
  }
}
