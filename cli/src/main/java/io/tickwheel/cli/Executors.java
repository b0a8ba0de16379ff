package io.tickwheel.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(description = "List executors: what they take, what they hold, how loaded they are.")
final class Executors implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("name", "executor", "state", "slots", "held", "cpu", "memory", "last_seen");

  private final Tickwheel tickwheel;

  Executors(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    Json answer = tickwheel.api().get("/api/v1/executors");
    tickwheel.show(answer, Rows.of(answer), COLUMNS);
    return ExitCode.DONE;
  }
}
