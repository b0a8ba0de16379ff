package io.tickwheel.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(description = "List tasks, the newest first.")
final class TaskList implements Callable<Integer> {
  static final List<String> COLUMNS =
      List.of("task_id", "status", "type", "queue", "execute_at", "retry_count");

  private final Tickwheel tickwheel;
  @Mixin private final ListOptions options = new ListOptions();

  TaskList(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    return options.list(tickwheel, TaskPath.TASKS, COLUMNS);
  }
}
