package io.tickwheel.monitor.view;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.monitor.live.Fleet.Heard;
import io.tickwheel.monitor.live.MachineLoad;
import io.tickwheel.monitor.live.RecentWindow.Spread;
import io.tickwheel.monitor.projection.Happening;
import io.tickwheel.monitor.status.Status;

/// How things stand, as JSON.
public final class StatusJson {
  private StatusJson() {}

  /// Fields of the object that is being written.
  public static void fields(Status status, JsonText json) {
    json.time("at", status.atMillis());
    tasks(status, json);
    rates(status, json);
    spread("lateness_ms", status.figures().lateness(), json);
    spread("duration_ms", status.figures().duration(), json);
    system(status.machine(), json);
    json.openList("executors");
    status.executors().forEach(executor -> executor(executor, status.atMillis(), json));
    json.closeList().openList("schedulers");
    status.schedulers().forEach(scheduler -> scheduler(scheduler, status.atMillis(), json));
    json.closeList();
    history(status, json);
  }

  private static void tasks(Status status, JsonText json) {
    json.open("tasks");
    status.tasks().forEach((state, count) -> json.number(state.word(), count));
    json.close().open("totals");
    for (Happening what : Happening.values()) {
      json.number(what.word(), status.totals().of(what));
    }
    json.close().number("oldest_queued_seconds", status.oldestQueuedMillis() / 1000.0);
  }

  private static void rates(Status status, JsonText json) {
    json.open("rates").number("window_seconds", status.figures().windowMillis() / 1000);
    for (Happening what : Happening.values()) {
      json.number(what.word() + "_per_second", status.figures().perSecond(what));
    }
    json.close();
  }

  /// Over the last minute.
  private static void spread(String name, Spread spread, JsonText json) {
    json.open(name).number("count", spread.count()).number("p50", spread.p50());
    json.number("p95", spread.p95()).number("p99", spread.p99()).number("max", spread.max());
    json.close();
  }

  private static void system(MachineLoad machine, JsonText json) {
    json.open("system").number("cores", machine.cores());
    if (machine.cpu() >= 0) {
      json.number("cpu", machine.cpu()).number("monitor_cpu", Math.max(0, machine.processCpu()));
    }
    json.number("memory_bytes", machine.memoryBytes());
    json.number("memory_used_bytes", machine.memoryUsedBytes());
    json.close();
  }

  private static void executor(Heard<ExecutorBeat> heard, long nowMillis, JsonText json) {
    ExecutorBeat beat = heard.beat();
    json.open().text("name", beat.name()).text("executor", beat.incarnation().toString());
    json.text("state", heard.isLost() ? "lost" : beat.draining() ? "draining" : "up");
    json.number("slots", beat.capacities().stream().mapToInt(ExecutorBeat.Capacity::slots).sum());
    json.number("held", beat.capacities().stream().mapToInt(ExecutorBeat.Capacity::held).sum());
    json.number("cpu", beat.cpuLoad()).number("memory", beat.memoryLoad());
    json.time("last_seen", nowMillis - heard.agoMillis()).text("isolation", beat.isolation());
    json.texts("labels", beat.labels()).openList("capacities");
    for (ExecutorBeat.Capacity capacity : beat.capacities()) {
      json.open().text("group", capacity.group()).openList("lanes");
      capacity.lanes().forEach(json::text);
      json.closeList().number("slots", capacity.slots()).number("window", capacity.window());
      json.number("held", capacity.held()).close();
    }
    json.closeList().close();
  }

  private static void scheduler(Heard<SchedulerBeat> heard, long nowMillis, JsonText json) {
    SchedulerBeat beat = heard.beat();
    json.open().text("name", beat.instance()).text("url", beat.url());
    json.text("state", heard.isLost() ? "lost" : beat.leaving() ? "leaving" : "up");
    json.truth("clock_off", beat.clockOff()).time("started_at", beat.startedAtMillis());
    json.time("last_seen", nowMillis - heard.agoMillis()).openList("partitions");
    beat.partitions().stream()
        .mapToInt(SchedulerBeat.PartitionCounts::partition)
        .sorted()
        .forEach(json::number);
    json.closeList().close();
  }

  private static void history(Status status, JsonText json) {
    json.open("history").truth("following", status.progress().following());
    json.number("position", status.progress().position());
    json.number("pending", status.progress().pending());
    json.number("rows", status.position().rows()).number("set_aside", status.setAside());
    String failure = status.progress().failure();
    if (failure != null) {
      json.text("failure", failure);
    }
    json.close();
  }
}
