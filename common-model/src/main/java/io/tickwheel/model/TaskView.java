package io.tickwheel.model;

import java.util.Optional;

/// A task as its owner sees it at one moment. `finishedAtMillis` is 0 until the state is final;
/// `attempt` is the latest attempt's number, 0 before the first.
public record TaskView(
    TaskId id,
    TaskState state,
    TaskSpec spec,
    long runAtMillis,
    long createdAtMillis,
    int attempt,
    int charged,
    int life,
    Optional<Incarnation> executor,
    boolean cancelling,
    Optional<Failure> lastFailure,
    long finishedAtMillis,
    Payload output) {

  /// How often the task was tried again in this life.
  public int retryCount() {
    return Math.max(0, state == TaskState.RETRYING ? charged : charged - (isFailure() ? 1 : 0));
  }

  private boolean isFailure() {
    return state == TaskState.DEAD;
  }
}
