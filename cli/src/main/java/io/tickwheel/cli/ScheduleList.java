package io.tickwheel.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(description = "List schedules in the order of their ids.")
final class ScheduleList implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("schedule_id", "state", "description", "next_at", "fired_total", "skipped_total");

  private final Tickwheel tickwheel;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Only those that it defines: api, crontab:NAME, sql:NAME, …")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many rows; default ${DEFAULT-VALUE}.")
  private int limit = 50;

  @Option(
      names = "--after",
      paramLabel = "ID",
      description = "Continue behind the page that named this id.")
  private Optional<String> after = Optional.empty();

  ScheduleList(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Json answer = tickwheel.api().get(Schedules.PATH + query());
    tickwheel.show(answer, Rows.of(answer), COLUMNS);
    if (answer instanceof Json.Fields fields) {
      fields.text("next").ifPresent(next -> tickwheel.remark("more: --after " + next));
    }
    return ExitCode.DONE;
  }

  private String query() {
    return "?limit="
        + limit
        + source.map(name -> "&source=" + TaskPath.encoded(name)).orElse("")
        + after.map(id -> "&after=" + TaskPath.encoded(id)).orElse("");
  }
}
