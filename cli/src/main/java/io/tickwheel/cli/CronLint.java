package io.tickwheel.cli;

import io.tickwheel.core.cron.Warning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description = "Warn of what an expression may not mean to say. Judged at --from.",
    footer = {
      "",
      "-o json prints {expression, warnings: [{code, message}]}. Exits with 0 when there is",
      "nothing to warn of, with 1 when there is, with 2 and a caret for a bad expression.",
      "",
      "Example: tickwheel cron lint '30 2 8 3 *' --tz America/New_York --gap skip"
    })
final class CronLint implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "EXPR", description = "The expression, quoted.")
  private String expression = "";

  @Mixin private final CronOptions options = new CronOptions();

  CronLint(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    CronQuestion question = options.question(expression);
    List<Warning> warnings =
        question
            .expression()
            .lint(question.zone(), question.policy(), question.from().toEpochMilli());
    List<Json> rows = warnings.stream().map(CronLint::row).toList();
    Map<String, Json> answer = new LinkedHashMap<>();
    answer.put("expression", new Json.Text(expression));
    answer.put("warnings", new Json.Items(rows));
    if (warnings.isEmpty()) {
      tickwheel.remark("Nothing to warn of.");
    }
    tickwheel.show(new Json.Fields(answer), rows, List.of("code", "message"));
    return warnings.isEmpty() ? ExitCode.DONE : ExitCode.WARNED;
  }

  private static Json row(Warning warning) {
    Map<String, Json> row = new LinkedHashMap<>();
    row.put("code", new Json.Text(warning.code()));
    row.put("message", new Json.Text(warning.message()));
    return new Json.Fields(row);
  }
}
