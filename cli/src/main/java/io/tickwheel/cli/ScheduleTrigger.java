package io.tickwheel.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Run a schedule once now.")
final class ScheduleTrigger implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "SCHEDULE", description = "The schedule's id.")
  private String schedule = "";

  @Option(
      names = "--overlap",
      paramLabel = "POLICY",
      description = "If a run of it is not done; default: the schedule's own policy.")
  private Optional<String> overlap = Optional.empty();

  ScheduleTrigger(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Map<String, Json> body = new LinkedHashMap<>();
    ScheduleOptions.text(body, "overlap", overlap);
    String path = Schedules.path(schedule) + "/trigger";
    tickwheel.show(tickwheel.api().post(path, new Json.Fields(body), Map.of()));
    return ExitCode.DONE;
  }
}
