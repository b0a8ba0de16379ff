package io.tickwheel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    description = "Ask when a cron expression is due, what it means, what is odd about it.",
    footer = {
      "",
      "No server is asked. Expressions have 5 fields (minute hour day month weekday),",
      "6 (second first) or 7 (year last); or are @daily and its like, or @every 90s.",
    })
final class Cron implements Callable<Integer> {
  /// An expression may begin with a minus, by mistake: it is then the expression that is refused.
  static CommandLine commandLine(Tickwheel tickwheel) {
    return new CommandLine(new Cron())
        .addSubcommand("next", new CronNext(tickwheel))
        .addSubcommand("explain", new CronExplain(tickwheel))
        .addSubcommand("lint", new CronLint(tickwheel))
        .setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() {
    throw CliException.usage("cron: accepted are next, explain and lint");
  }
}
