package io.tickwheel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Something done to tasks by id: each is tried, the first refusal decides the exit code.
@Command
final class TaskAction implements Callable<Integer> {
  private final Tickwheel tickwheel;
  private final String before;
  private final String after;

  @Parameters(arity = "1..*", paramLabel = "TASK", description = "Ids of tasks.")
  private List<String> tasks = new ArrayList<>();

  private TaskAction(Tickwheel tickwheel, String before, String after) {
    this.tickwheel = tickwheel;
    this.before = before;
    this.after = after;
  }

  static CommandLine cancel(Tickwheel tickwheel) {
    return describe(
        new TaskAction(tickwheel, TaskPath.TASKS, "cancel"),
        "Cancel tasks: those that wait will not run, those that run are stopped.");
  }

  static CommandLine retry(Tickwheel tickwheel) {
    return describe(
        new TaskAction(tickwheel, TaskPath.TASKS, "retry"), "Give dead tasks a new life.");
  }

  static CommandLine runNow(Tickwheel tickwheel) {
    return describe(
        new TaskAction(tickwheel, TaskPath.TASKS, "run-now"), "Make waiting tasks due now.");
  }

  static CommandLine retryDead(Tickwheel tickwheel) {
    return describe(
        new TaskAction(tickwheel, DeadLetterList.PATH, "retry"), "Give dead tasks a new life.");
  }

  static CommandLine discard(Tickwheel tickwheel) {
    return describe(
        new TaskAction(tickwheel, DeadLetterList.PATH, "discard"),
        "Take dead tasks out of the dead letters for good.");
  }

  private static CommandLine describe(TaskAction action, String description) {
    var command = new CommandLine(action);
    command.getCommandSpec().usageMessage().description(description);
    return command;
  }

  @Override
  public Integer call() {
    Api api = tickwheel.api();
    List<Json> done = new ArrayList<>();
    int exitCode = ExitCode.DONE;
    for (String task : tasks) {
      try {
        done.add(api.post(path(task), new Json.Fields(Map.of()), Map.of()));
      } catch (CliException e) {
        tickwheel.terminal().err().println("tickwheel: " + task + ": " + e.getMessage());
        exitCode = exitCode == ExitCode.DONE ? e.exitCode() : exitCode;
      }
    }
    show(done);
    return exitCode;
  }

  private String path(String task) {
    return before + "/" + TaskPath.encoded(task) + "/" + after;
  }

  private void show(List<Json> done) {
    if (tasks.size() == 1) {
      done.forEach(tickwheel::show);
    } else {
      tickwheel.show(new Json.Items(done), done, TaskList.COLUMNS);
    }
  }
}
