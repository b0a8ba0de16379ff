package io.tickwheel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(description = "Schedules: standing orders that create a task for each occurrence.")
final class Schedules implements Callable<Integer> {
  static final String PATH = "/api/v1/schedules";

  private final Tickwheel tickwheel;

  private Schedules(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  static CommandLine commandLine(Tickwheel tickwheel) {
    return new CommandLine(new Schedules(tickwheel))
        .addSubcommand("create", new ScheduleCreate(tickwheel))
        .addSubcommand("list", new ScheduleList(tickwheel))
        .addSubcommand("get", new ScheduleGet(tickwheel))
        .addSubcommand("pause", new SchedulePause(tickwheel))
        .addSubcommand("resume", new ScheduleResume(tickwheel))
        .addSubcommand("trigger", new ScheduleTrigger(tickwheel))
        .addSubcommand("backfill", new ScheduleBackfill(tickwheel))
        .addSubcommand("delete", new ScheduleDelete(tickwheel))
        .addSubcommand("next", new ScheduleNext(tickwheel));
  }

  /// Named alone, it lists.
  @Override
  public Integer call() {
    return new ScheduleList(tickwheel).call();
  }

  static String path(String id) {
    if (id.isBlank()) {
      throw CliException.usage("a schedule id is missing");
    }
    return PATH + "/" + TaskPath.encoded(id);
  }
}
