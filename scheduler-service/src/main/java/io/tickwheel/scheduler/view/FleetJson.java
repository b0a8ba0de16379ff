package io.tickwheel.scheduler.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.scheduler.gateway.Fleet;
import io.tickwheel.scheduler.gateway.Stats;
import java.io.IOException;
import java.util.List;

/// The fleet and its figures as JSON.
public final class FleetJson {
  private FleetJson() {}

  /// `queue_depth`, `worker_utilization` and `dlq_size` are what others call `queued`, the share of
  /// slots in use, and `dead`.
  public static void stats(Stats stats, long nowMillis, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("scheduled", stats.scheduled());
    json.writeNumberField("queued", stats.queued());
    json.writeNumberField("running", stats.running());
    json.writeNumberField("retrying", stats.retrying());
    json.writeNumberField("dead", stats.dead());
    json.writeNumberField("unfinished", stats.unfinished());
    json.writeNumberField("pending", stats.unfinished() - stats.running());
    json.writeNumberField("submitted", stats.totals().submitted());
    json.writeNumberField("dispatched", stats.totals().dispatched());
    json.writeNumberField("succeeded", stats.totals().succeeded());
    json.writeNumberField("failed", stats.totals().failed());
    json.writeNumberField(
        "oldest_queued_seconds",
        stats.oldestQueuedAtMillis() == 0
            ? 0
            : Math.max(0, nowMillis - stats.oldestQueuedAtMillis()) / 1000.0);
    json.writeNumberField("queue_depth", stats.queued());
    json.writeNumberField("worker_utilization", stats.utilization());
    json.writeNumberField("dlq_size", stats.dead());
    json.writeNumberField("schedulers", stats.schedulers());
    json.writeNumberField("executors", stats.executors());
    json.writeNumberField("slots", stats.slots());
    json.writeNumberField("held", stats.held());
    json.writeNumberField("partitions_owned", stats.partitionsOwned());
    json.writeEndObject();
  }

  public static void executors(List<Fleet.Heard<ExecutorBeat>> executors, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("executors");
    for (Fleet.Heard<ExecutorBeat> executor : executors) {
      executor(executor, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  public static void schedulers(List<Fleet.Heard<SchedulerBeat>> schedulers, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("schedulers");
    for (Fleet.Heard<SchedulerBeat> scheduler : schedulers) {
      scheduler(scheduler, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void executor(Fleet.Heard<ExecutorBeat> heard, JsonGenerator json)
      throws IOException {
    ExecutorBeat beat = heard.beat();
    json.writeStartObject();
    json.writeStringField("name", beat.name());
    json.writeStringField("executor", beat.incarnation().toString());
    json.writeStringField(
        "state",
        heard.lost() ? "lost" : beat.leaving() ? "leaving" : beat.draining() ? "draining" : "up");
    json.writeNumberField(
        "slots", beat.capacities().stream().mapToInt(ExecutorBeat.Capacity::slots).sum());
    json.writeNumberField(
        "held", beat.capacities().stream().mapToInt(ExecutorBeat.Capacity::held).sum());
    json.writeNumberField("cpu", beat.cpuLoad());
    json.writeNumberField("memory", beat.memoryLoad());
    JsonBytes.time(json, "last_seen", heard.atMillis());
    json.writeStringField("isolation", beat.isolation());
    SpecJson.texts("labels", beat.labels(), json);
    json.writeArrayFieldStart("capacities");
    for (ExecutorBeat.Capacity capacity : beat.capacities()) {
      capacity(capacity, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void capacity(ExecutorBeat.Capacity capacity, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("group", capacity.group());
    json.writeArrayFieldStart("lanes");
    for (String lane : capacity.lanes()) {
      json.writeString(lane);
    }
    json.writeEndArray();
    json.writeNumberField("slots", capacity.slots());
    json.writeNumberField("window", capacity.window());
    json.writeNumberField("held", capacity.held());
    json.writeEndObject();
  }

  private static void scheduler(Fleet.Heard<SchedulerBeat> heard, JsonGenerator json)
      throws IOException {
    SchedulerBeat beat = heard.beat();
    json.writeStartObject();
    json.writeStringField("name", beat.instance());
    json.writeStringField("url", beat.url());
    json.writeStringField("state", heard.lost() ? "lost" : beat.leaving() ? "leaving" : "up");
    json.writeBooleanField("clock_off", beat.clockOff());
    JsonBytes.time(json, "started_at", beat.startedAtMillis());
    JsonBytes.time(json, "last_seen", heard.atMillis());
    json.writeArrayFieldStart("partitions");
    for (SchedulerBeat.PartitionCounts counts : beat.partitions()) {
      counts(counts, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void counts(SchedulerBeat.PartitionCounts counts, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("partition", counts.partition());
    json.writeNumberField("epoch", counts.epoch());
    json.writeNumberField("scheduled", counts.scheduled());
    json.writeNumberField("queued", counts.queued());
    json.writeNumberField("running", counts.running());
    json.writeNumberField("retrying", counts.retrying());
    json.writeNumberField("dead", counts.dead());
    json.writeEndObject();
  }
}
