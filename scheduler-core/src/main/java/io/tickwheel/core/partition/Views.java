package io.tickwheel.core.partition;

import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import java.util.Optional;

/// How a task looks from outside.
final class Views {
  private Views() {}

  static Optional<TaskView> of(PartitionState state, TaskId id) {
    TaskEntry entry = state.find(id);
    if (entry != null) {
      return Optional.of(view(entry, entry.state, 0, Payload.EMPTY));
    }
    Recent.Finished finished = state.recent.get(id);
    return finished == null
        ? Optional.empty()
        : Optional.of(
            view(finished.entry(), finished.state(), finished.atMillis(), finished.output()));
  }

  static TaskView known(PartitionState state, TaskId id) {
    return of(state, id).orElseThrow(() -> new IllegalStateException("task " + id + " vanished"));
  }

  private static TaskView view(TaskEntry entry, TaskState state, long atMillis, Payload output) {
    return new TaskView(
        entry.id,
        state,
        entry.spec().unpack(),
        entry.runAtMillis,
        entry.createdAtMillis,
        entry.attempt,
        entry.charged,
        entry.life,
        Optional.ofNullable(entry.executor),
        entry.cancelling,
        Optional.ofNullable(entry.lastFailure),
        atMillis,
        output);
  }
}
