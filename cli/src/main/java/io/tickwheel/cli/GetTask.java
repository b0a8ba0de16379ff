package io.tickwheel.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Show a task; with --wait, when it is final.")
final class GetTask implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "TASK", description = "The task's id.")
  private String task = "";

  @Option(names = "--wait", description = "Wait until the task is final; exit with its outcome.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long --wait waits, as 30s or 5m; default: for ever.")
  private Optional<String> timeout = Optional.empty();

  GetTask(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    if (wait) {
      return new Await(tickwheel, Durations.timeout(timeout, wait)).untilFinal(task);
    }
    tickwheel.show(tickwheel.api().get(TaskPath.task(task)));
    return ExitCode.DONE;
  }
}
