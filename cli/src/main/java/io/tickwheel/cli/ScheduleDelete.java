package io.tickwheel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Delete a schedule; what it started goes on, what waits does not run.")
final class ScheduleDelete implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "SCHEDULE", description = "The schedule's id.")
  private String schedule = "";

  ScheduleDelete(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    tickwheel.show(tickwheel.api().delete(Schedules.path(schedule)));
    return ExitCode.DONE;
  }
}
