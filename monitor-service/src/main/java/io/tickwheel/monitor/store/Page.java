package io.tickwheel.monitor.store;

import io.tickwheel.monitor.projection.TaskRow;
import java.util.List;
import java.util.OptionalLong;

/// Rows, newest first. `next`: go on with rows before this place; empty when there are none. A page
/// may be short, or empty, and still have a next one: then the search took its time.
public record Page(List<TaskRow> rows, OptionalLong next) {
  public Page {
    rows = List.copyOf(rows);
  }
}
