package io.tickwheel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    description = "Create a schedule.",
    footer = {
      "",
      "Examples:",
      "  tickwheel schedule create --name 'Nightly report' --cron '30 2 * * *'",
      "      --tz Europe/Berlin --type report",
      "  tickwheel schedule create --id poll --every 5m --overlap skip",
      "      --http http://127.0.0.1:9000/poll",
      "  tickwheel schedule create --cron '0 3 * * SUN' --exec -- /usr/bin/backup"
    })
final class ScheduleCreate implements Callable<Integer> {
  /// A task's own time, and the options that give it.
  private static final Map<String, String> TIMES =
      Map.of("delay", "--in", "run_at", "--at", "start_deadline", "--start-deadline");

  private final Tickwheel tickwheel;

  @Mixin private final ScheduleOptions schedule = new ScheduleOptions();
  @Mixin private final TaskOptions task = new TaskOptions();
  @Mixin private final TargetOptions target = new TargetOptions();

  ScheduleCreate(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Map<String, Json> body = new LinkedHashMap<>();
    schedule.addTo(body);
    body.put("task", task());
    tickwheel.show(tickwheel.api().post(Schedules.PATH, new Json.Fields(body), Map.of()));
    return ExitCode.DONE;
  }

  private Json task() {
    Map<String, Json> fields = new LinkedHashMap<>();
    target.addTo(fields);
    task.addTo(fields, tickwheel.terminal());
    for (String field : List.of("delay", "run_at", "start_deadline")) {
      if (fields.containsKey(field)) {
        throw CliException.usage(
            TIMES.get(field) + ": a schedule's tasks are due when the schedule says");
      }
    }
    return new Json.Fields(fields);
  }
}
