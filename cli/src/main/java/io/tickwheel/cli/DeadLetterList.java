package io.tickwheel.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(description = "List dead tasks.")
final class DeadLetterList implements Callable<Integer> {
  static final String PATH = "/api/v1/dlq";
  private static final List<String> COLUMNS =
      List.of("task_id", "type", "queue", "retry_count", "finished_at", "error");

  private final Tickwheel tickwheel;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many rows; default ${DEFAULT-VALUE}.")
  private int limit = 50;

  DeadLetterList(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Json answer = tickwheel.api().get(PATH + "?limit=" + limit);
    tickwheel.show(answer, Rows.of(answer), COLUMNS);
    return ExitCode.DONE;
  }
}
