package io.tickwheel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which rows of a list are shown, a page at a time.
@Command(
    footer = {
      "",
      "Filters, as many as wanted:",
      "  state:dead queue:mail type:send_* label.customer:42 created>2026-01-01"
    })
final class ListOptions {
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
      description = "Continue behind the page that named this cursor.")
  private Optional<String> after = Optional.empty();

  int list(Tickwheel tickwheel, String path, List<String> columns) {
    Json answer = tickwheel.api().get(path + query());
    tickwheel.show(answer, Rows.of(answer), columns);
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
