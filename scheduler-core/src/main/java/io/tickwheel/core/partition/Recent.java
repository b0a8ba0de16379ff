package io.tickwheel.core.partition;

import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tasks that finished last, for those who ask right after. Memory only, bounded; older ones
/// are the monitor's to answer.
final class Recent {
  private static final int COUNT_MAX = 1024;

  record Finished(TaskEntry entry, TaskState state, long atMillis, Payload output) {}

  private final Map<TaskId, Finished> finished =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, Finished> eldest) {
          return size() > COUNT_MAX;
        }
      };

  void add(Finished task) {
    finished.put(task.entry().id, task);
  }

  @Nullable Finished get(TaskId id) {
    return finished.get(id);
  }

  void forget(TaskId id) {
    finished.remove(id);
  }
}
