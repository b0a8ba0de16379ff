package io.tickwheel.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = "Run the occurrences of a time that is over.",
    footer = {
      "",
      "Example:",
      "  tickwheel schedule backfill report --from 2026-03-01T00:00:00Z",
      "      --to 2026-03-07T00:00:00Z --dry-run"
    })
final class ScheduleBackfill implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "SCHEDULE", description = "The schedule's id.")
  private String schedule = "";

  @Option(names = "--from", required = true, paramLabel = "TIME", description = "Its beginning.")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "TIME", description = "Its end, included.")
  private String to = "";

  @Option(names = "--dry-run", description = "Only show which occurrences would run.")
  private boolean dryRun;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "oldest_first (default) or newest_first.")
  private Optional<String> order = Optional.empty();

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "So many at a time; default 1.")
  private Optional<Integer> maxConcurrent = Optional.empty();

  @Option(
      names = "--reprocess",
      paramLabel = "WHICH",
      description = "Of those that ran: none (default), failed or all run again.")
  private Optional<String> reprocess = Optional.empty();

  ScheduleBackfill(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Map<String, Json> body = new LinkedHashMap<>();
    body.put("from", new Json.Text(from));
    body.put("to", new Json.Text(to));
    body.put("dry_run", new Json.Flag(dryRun));
    ScheduleOptions.text(body, "order", order);
    ScheduleOptions.figure(body, "max_concurrent", maxConcurrent);
    ScheduleOptions.text(body, "reprocess", reprocess);
    String path = Schedules.path(schedule) + "/backfill";
    tickwheel.show(tickwheel.api().post(path, new Json.Fields(body), Map.of()));
    return ExitCode.DONE;
  }
}
