package io.tickwheel.model;

import java.util.List;
import java.util.Optional;

/// A schedule as its owner sees it at one moment. `nextAtMillis` is 0 when nothing is to come;
/// `decidedUntilMillis` is the nominal time up to which every occurrence ran or has a record why
/// not. `runsLeft` is -1 without bound. `revision` counts how often it was saved.
public record ScheduleView(
    ScheduleId id,
    ScheduleSpec spec,
    int revision,
    long knownSinceMillis,
    long changedAtMillis,
    long decidedUntilMillis,
    long nextAtMillis,
    long lastNominalMillis,
    Optional<TaskId> lastTask,
    int runsLeft,
    int failuresInARow,
    Optional<Pause> pause,
    List<TaskId> running,
    int buffered,
    int backfilling,
    long firedTotal,
    long skippedTotal) {
  public ScheduleView {
    running = List.copyOf(running);
  }

  public enum State {
    ACTIVE,
    PAUSED,
    /// Its last occurrence is over.
    ENDED
  }

  public State state() {
    if (pause.isPresent()) {
      return State.PAUSED;
    }
    return nextAtMillis == 0 && buffered == 0 && backfilling == 0 && running.isEmpty()
        ? State.ENDED
        : State.ACTIVE;
  }
}
