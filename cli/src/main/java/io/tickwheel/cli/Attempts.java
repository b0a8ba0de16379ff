package io.tickwheel.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Show a task's attempts.")
final class Attempts implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("attempt", "outcome", "started_at", "ended_at", "executor", "error");

  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "TASK", description = "The task's id.")
  private String task = "";

  Attempts(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Json answer = tickwheel.api().get(TaskPath.task(task) + "/attempts");
    tickwheel.show(answer, Rows.of(answer), COLUMNS);
    return ExitCode.DONE;
  }
}
