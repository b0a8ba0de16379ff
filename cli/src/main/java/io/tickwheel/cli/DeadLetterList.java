package io.tickwheel.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(description = "List dead tasks, the newest first.")
final class DeadLetterList implements Callable<Integer> {
  static final String PATH = "/api/v1/dlq";
  private static final List<String> COLUMNS =
      List.of("task_id", "type", "queue", "retry_count", "finished_at", "error");

  private final Tickwheel tickwheel;
  @Mixin private final ListOptions options = new ListOptions();

  DeadLetterList(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    return options.list(tickwheel, PATH, COLUMNS);
  }
}
