package io.tickwheel.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = "Show when an expression is due next, strictly after --from.",
    footer = {
      "",
      "-o json prints an array of RFC 3339 times in UTC. A bad expression exits with 2,",
      "and shows a caret under the mistake.",
      "",
      "--lines answers one JSON object a line, in order, and exits with 0 at the end of input:",
      "  {\"id\":1,\"expr\":\"0 2 * * *\",\"tz\":\"Europe/Berlin\",",
      "   \"from\":\"2026-03-07T00:00:00Z\",\"count\":2}",
      "and if need be \"gap\", \"overlap\", \"day_match\". The answer is one of",
      "  {\"id\":1,\"next\":[\"2026-03-07T01:00:00.000Z\",\"2026-03-08T01:00:00.000Z\"]}",
      "  {\"id\":1,\"error\":{\"position\":2,\"field\":\"expr\",\"message\":\"...\"}}",
      "where position counts from 0 into the text of the field, or into the line.",
      "",
      "Examples:",
      "  tickwheel cron next '30 2 * * *' --tz America/New_York",
      "      --from 2026-03-07T00:00:00Z --count 5 -o json",
      "  tickwheel cron next --lines < questions.ndjson"
    })
final class CronNext implements Callable<Integer> {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx EEE", Locale.ROOT);

  private final Tickwheel tickwheel;

  @Parameters(arity = "0..1", paramLabel = "EXPR", description = "The expression, quoted.")
  private Optional<String> expression = Optional.empty();

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many, 0 to 10000; default ${DEFAULT-VALUE}.")
  private int count;

  @Option(names = "--lines", description = "Answer questions from standard input, one a line.")
  private boolean lines;

  @Mixin private final CronOptions options = new CronOptions();

  CronNext(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    if (lines == expression.isPresent()) {
      throw CliException.usage(
          lines
              ? "--lines reads expressions from standard input; none may be given here"
              : "an expression is missing, as '0 2 * * *'; or --lines");
    }
    if (lines) {
      CronLines.answer(tickwheel.terminal());
      return ExitCode.DONE;
    }
    int wanted = CronOptions.count(count);
    CronQuestion question = options.question(expression.get());
    List<Long> next = question.next(wanted);
    tickwheel.show(
        new Json.Items(
            next.stream().<Json>map(millis -> new Json.Text(Rfc3339.of(millis))).toList()),
        next.stream().map(millis -> row(millis, question.effectiveZone())).toList(),
        List.of("due", "local"));
    if (next.size() < wanted) {
      tickwheel.remark(next.isEmpty() ? "It is never due after that." : "That was the last.");
    }
    return ExitCode.DONE;
  }

  private static Json row(long millis, ZoneId zone) {
    String local = LOCAL.format(Instant.ofEpochMilli(millis).atZone(zone));
    return new Json.Fields(
        Map.of("due", new Json.Text(Rfc3339.of(millis)), "local", new Json.Text(local)));
  }
}
