package io.tickwheel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    aliases = "stats",
    description = "Show how many tasks are in which state, and how the suite does.")
final class Status implements Callable<Integer> {
  private final Tickwheel tickwheel;

  Status(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    tickwheel.show(tickwheel.api().get("/api/v1/stats"));
    return ExitCode.DONE;
  }
}
