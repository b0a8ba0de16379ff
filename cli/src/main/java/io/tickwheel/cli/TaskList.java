package io.tickwheel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "List tasks, the newest first.",
      "Filters: state:dead queue:mail type:send_* label.customer:42 created>2026-01-01"
    })
final class TaskList implements Callable<Integer> {
  static final List<String> COLUMNS =
      List.of("task_id", "status", "type", "queue", "execute_at", "retry_count");

  private final Tickwheel tickwheel;

  @Parameters(arity = "0..*", paramLabel = "FILTER", description = "All of them must hold.")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many rows; default ${DEFAULT-VALUE}.")
  private int limit = 50;

  @Option(
      names = "--after",
      paramLabel = "CURSOR",
      description = "Continue after the page that ended with this cursor.")
  private Optional<String> after = Optional.empty();

  TaskList(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Json answer = tickwheel.api().get(TaskPath.TASKS + query());
    tickwheel.show(answer, Rows.of(answer), COLUMNS);
    if (answer instanceof Json.Fields fields) {
      fields.text("next").ifPresent(next -> tickwheel.remark("more: --after " + next));
    }
    return ExitCode.DONE;
  }

  private String query() {
    String q = filters.isEmpty() ? "" : "&q=" + TaskPath.encoded(String.join(" ", filters));
    return "?limit=" + limit + q + after.map(c -> "&cursor=" + TaskPath.encoded(c)).orElse("");
  }
}
