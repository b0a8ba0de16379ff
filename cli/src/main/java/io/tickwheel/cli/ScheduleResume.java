package io.tickwheel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "End a schedule's pause; what was due meanwhile does not run.")
final class ScheduleResume implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "SCHEDULE", description = "The schedule's id.")
  private String schedule = "";

  ScheduleResume(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    String path = Schedules.path(schedule) + "/resume";
    tickwheel.show(tickwheel.api().post(path, new Json.Fields(Map.of()), Map.of()));
    return ExitCode.DONE;
  }
}
