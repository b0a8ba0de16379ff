package io.tickwheel.monitor.projection;

import io.tickwheel.model.TaskId;
import org.jspecify.annotations.Nullable;

/// The rows that earlier batches left.
public interface Rows {
  /// The row, with or without its `spec` and `output`; null when there is none.
  @Nullable TaskRow find(TaskId id);

  /// The specification of a row that came without; null when it has none.
  byte @Nullable [] specOf(TaskRow row);
}
