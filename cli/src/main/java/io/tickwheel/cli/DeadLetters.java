package io.tickwheel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(description = "The dead letters: tasks that used up their attempts.")
final class DeadLetters implements Callable<Integer> {
  private final Tickwheel tickwheel;

  DeadLetters(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  /// Named alone, it lists.
  @Override
  public Integer call() {
    return new DeadLetterList(tickwheel).call();
  }
}
