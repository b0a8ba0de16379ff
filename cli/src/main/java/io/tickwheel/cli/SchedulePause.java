package io.tickwheel.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Pause a schedule: what is due meanwhile does not run.")
final class SchedulePause implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "SCHEDULE", description = "The schedule's id.")
  private String schedule = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Resumes itself then; default: until resumed.")
  private Optional<String> until = Optional.empty();

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for whoever looks.")
  private Optional<String> note = Optional.empty();

  SchedulePause(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Map<String, Json> body = new LinkedHashMap<>();
    ScheduleOptions.text(body, "until", until);
    ScheduleOptions.text(body, "note", note);
    String path = Schedules.path(schedule) + "/pause";
    tickwheel.show(tickwheel.api().post(path, new Json.Fields(body), Map.of()));
    return ExitCode.DONE;
  }
}
