package io.tickwheel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Show a schedule: what it says, and how it goes.")
final class ScheduleGet implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "SCHEDULE", description = "The schedule's id.")
  private String schedule = "";

  ScheduleGet(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    tickwheel.show(tickwheel.api().get(Schedules.path(schedule)));
    return ExitCode.DONE;
  }
}
