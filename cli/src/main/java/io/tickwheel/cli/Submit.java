package io.tickwheel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = "Submit a task.",
    footer = {
      "",
      "Examples:",
      "  tickwheel submit --type echo --payload '{\"hello\":\"world\"}' --wait",
      "  tickwheel submit --http http://127.0.0.1:9000/expire --payload @order.json",
      "      --in 30m",
      "  tickwheel submit --type backup --at 2026-12-01T02:00:00Z",
      "      --exec -- /usr/bin/rsync -a /data /backup"
    })
final class Submit implements Callable<Integer> {
  private final Tickwheel tickwheel;

  @Mixin private final TaskOptions task = new TaskOptions();
  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key and task again give the same answer again, and one task.")
  private Optional<String> idempotencyKey = Optional.empty();

  @Option(
      names = "--cron",
      paramLabel = "EXPR",
      description = "Make a schedule of it; more can be said by tickwheel schedule create.")
  private Optional<String> cron = Optional.empty();

  @Option(names = "--tz", paramLabel = "ZONE", description = "With --cron: its IANA zone.")
  private Optional<String> zone = Optional.empty();

  @Option(names = "--wait", description = "Wait until the task is final; exit with its outcome.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long --wait waits, as 30s or 5m; default: for ever.")
  private Optional<String> timeout = Optional.empty();

  Submit(Tickwheel tickwheel) {
    this.tickwheel = tickwheel;
  }

  @Override
  public Integer call() {
    if (cron.isPresent() && wait) {
      throw CliException.usage("--wait waits for a task; --cron makes a schedule, which has none");
    }
    if (cron.isEmpty() && zone.isPresent()) {
      throw CliException.usage("--tz goes with --cron");
    }
    var await = new Await(tickwheel, Durations.timeout(timeout, wait));
    Json.Fields created = submit(body());
    if (!wait) {
      tickwheel.show(created);
      return ExitCode.DONE;
    }
    String id =
        created
            .text("task_id")
            .orElseThrow(() -> CliException.unreachable("the server's answer names no task_id"));
    tickwheel.remark("task " + id);
    return await.untilFinal(id);
  }

  private Json.Fields body() {
    Map<String, Json> fields = new LinkedHashMap<>();
    target.addTo(fields);
    task.addTo(fields, tickwheel.terminal());
    if (cron.isPresent()) {
      requireNoTime(fields);
    }
    ScheduleOptions.text(fields, "cron", cron);
    ScheduleOptions.text(fields, "timezone", zone);
    return new Json.Fields(fields);
  }

  private static void requireNoTime(Map<String, Json> fields) {
    if (fields.containsKey("delay") || fields.containsKey("run_at")) {
      throw CliException.usage("--cron excludes --in and --at; it says when the task is due");
    }
  }

  private Json.Fields submit(Json body) {
    Map<String, String> headers =
        idempotencyKey.map(key -> Map.of("Idempotency-Key", header(key))).orElse(Map.of());
    return tickwheel.api().post(TaskPath.TASKS, body, headers) instanceof Json.Fields fields
        ? fields
        : new Json.Fields(Map.of());
  }

  private static String header(String key) {
    if (key.isBlank() || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw CliException.usage("--idempotency-key: expected are printable ASCII characters");
    }
    return key;
  }

  /// `name=value` pairs as a JSON object; nothing when there are none.
  static Optional<Json> texts(Map<String, String> pairs) {
    Map<String, Json> fields = new LinkedHashMap<>();
    pairs.forEach((name, value) -> fields.put(name, new Json.Text(value)));
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Json.Fields(fields));
  }

  static Json texts(List<String> values) {
    List<Json> items = new ArrayList<>();
    values.forEach(value -> items.add(new Json.Text(value)));
    return new Json.Items(items);
  }
}
