package io.tickwheel.cli;

import io.tickwheel.core.cron.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = "Say what an expression means, how it is spelled best, and when it is due next.",
    footer = {
      "",
      "-o json prints {expression, description, normal_form, zone, day_match, gap, overlap,",
      "next: [RFC 3339 times in UTC]}. A bad expression exits with 2, and shows a caret.",
      "",
      "Example: tickwheel cron explain '0 9 * * mon-fri' --lang zh --tz Asia/Shanghai"
    })
final class CronExplain implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Parameters(paramLabel = "EXPR", description = "The expression, quoted.")
  private String expression = "";

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      defaultValue = "en",
      description = "The description's language: en (default) or zh.")
  private String language = "en";

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many due times, 0 to 10000; default ${DEFAULT-VALUE}.")
  private int count;

  @Mixin private final CronOptions options = new CronOptions();

  CronExplain(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    int wanted = CronOptions.count(count);
    Language tongue =
        Language.of(language)
            .orElseThrow(
                () ->
                    CliException.usage(
                        "--lang: '%s' is not known; accepted: en, zh".formatted(language)));
    CronQuestion question = options.question(expression);
    var asked = question.expression();
    Map<String, Json> answer = new LinkedHashMap<>();
    answer.put("expression", new Json.Text(asked.text()));
    answer.put("description", new Json.Text(asked.describe(tongue)));
    answer.put("normal_form", new Json.Text(asked.normalForm()));
    answer.put("zone", new Json.Text(question.effectiveZone().getId()));
    answer.put("day_match", new Json.Text(asked.dayMatch().word()));
    answer.put("gap", new Json.Text(question.policy().gap().word()));
    answer.put("overlap", new Json.Text(question.policy().overlap().word()));
    answer.put("next", question.nextAsJson(wanted));
    tickwheel.show(new Json.Fields(answer));
    return ExitCode.DONE;
  }
}
