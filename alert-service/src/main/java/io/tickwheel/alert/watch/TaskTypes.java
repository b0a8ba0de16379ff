package io.tickwheel.alert.watch;

import io.tickwheel.model.TaskId;
import java.util.List;

/// Knows of which type tasks are. The journal tells it once, when the task is submitted, which may
/// be long ago: so their owners are asked.
@FunctionalInterface
public interface TaskTypes {
  /// Used when nobody can say.
  String UNKNOWN = "unknown";

  /// In the order of `tasks`.
  List<String> of(List<TaskId> tasks) throws InterruptedException;
}
