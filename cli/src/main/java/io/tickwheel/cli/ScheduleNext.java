package io.tickwheel.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Show when a schedule is due next.")
final class ScheduleNext implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "SCHEDULE", description = "The schedule's id.")
  private String schedule = "";

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many, 0 to 1000; default ${DEFAULT-VALUE}.")
  private int count;

  ScheduleNext(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Json answer = tickwheel.api().get(Schedules.path(schedule) + "/next?count=" + count);
    List<Json> due = Rows.of(answer);
    tickwheel.show(
        answer,
        due.stream().<Json>map(time -> new Json.Fields(Map.of("due", time))).toList(),
        List.of("due"));
    if (due.isEmpty()) {
      tickwheel.remark("Nothing is to come.");
    }
    return ExitCode.DONE;
  }
}
