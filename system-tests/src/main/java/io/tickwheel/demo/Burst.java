package io.tickwheel.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.client.TaskRequest;
import io.tickwheel.client.TickwheelClient;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.suite.Api;
import io.tickwheel.suite.ServicePids;
import io.tickwheel.suite.Until;
import io.tickwheel.worker.TaskContext;
import io.tickwheel.worker.TaskHandler;
import io.tickwheel.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The large scenes. A worker in this process runs the tasks, so that each run is seen and counted.
final class Burst implements AutoCloseable {
  private static final int TIMED = 2_000;
  private static final int TASKS = 20_000;
  private static final int BATCH = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final TickwheelClient client;
  private final Worker worker;
  private final Path dir;
  private final Script script;
  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> lateness = new ConcurrentLinkedQueue<>();

  /// A task that knows when it is due; 0 for at once.
  record Tick(int number, long dueMillis) {}

  Burst(String natsUrl, Path dir, Script script) {
    this.dir = dir;
    this.script = script;
    this.client = TickwheelClient.connect(natsUrl);
    this.worker =
        Worker.builder().natsUrl(natsUrl).name("demo").handlers(this).concurrency(64).start();
  }

  @TaskHandler("demo_tick")
  public void tick(Tick tick, TaskContext context) {
    if (tick.dueMillis() > 0) {
      lateness.add(System.currentTimeMillis() - tick.dueMillis());
    }
    runs.computeIfAbsent(context.id().toString(), id -> new AtomicInteger()).incrementAndGet();
  }

  /// Two thousand tasks that are due over three seconds, to see how punctual they are.
  void timed() throws InterruptedException {
    List<TaskRequest> requests = new ArrayList<>();
    long begin = System.currentTimeMillis() + 2_000;
    for (int i = 0; i < TIMED; i++) {
      long due = begin + i * 3_000L / TIMED;
      requests.add(
          TaskRequest.handler("demo_tick")
              .payload(new Tick(i, due))
              .runAt(Instant.ofEpochMilli(due)));
    }
    accept(client.submit(requests));
    Until.holds(PATIENCE, () -> lateness.size() >= TIMED);
    long early = lateness.stream().filter(late -> late < 0).count();
    script.promise(
        lateness.size() == TIMED && early == 0,
        "timed: %d of %d tasks ran at their time, none early",
        lateness.size(),
        TIMED);
  }

  void burst(Api api) throws InterruptedException {
    int before = runs.size();
    long start = System.nanoTime();
    String run = UUID.randomUUID().toString();
    List<CompletableFuture<List<SubmitOutcome>>> answers = new ArrayList<>();
    for (int from = 0; from < TASKS; from += BATCH) {
      List<TaskRequest> requests = new ArrayList<>(BATCH);
      for (int i = from; i < from + BATCH; i++) {
        requests.add(
            TaskRequest.handler("demo_tick").payload(new Tick(i, 0)).idempotencyKey(run + "-" + i));
      }
      answers.add(client.submitAsync(requests));
      if (from == TASKS / 4) {
        killOneOwner(api);
      }
    }
    for (CompletableFuture<List<SubmitOutcome>> answer : answers) {
      accept(answer.join());
    }
    Until.holds(PATIENCE, () -> runs.size() >= before + TASKS);
    script.promise(
        runs.size() == before + TASKS,
        "burst: %d of %d tasks ran in %.1f s, the take-over included",
        runs.size() - before,
        TASKS,
        (System.nanoTime() - start) / 1e9);
    Until.holds(PATIENCE, () -> unfinished(api) == 0);
    script.promise(unfinished(api) == 0, "burst: nothing is left unfinished");
    script.succeeded.addAndGet(runs.size());
  }

  Script.Figures figures() {
    List<Long> sorted = lateness.stream().sorted().toList();
    long twice = runs.values().stream().filter(count -> count.get() > 1).count();
    int lost =
        script.submitted.get()
            - script.succeeded.get()
            - script.dead.get()
            - script.cancelled.get();
    return new Script.Figures(lost, twice, at(sorted, 0.50), at(sorted, 0.99));
  }

  @Override
  public void close() {
    worker.close();
    client.close();
  }

  private void killOneOwner(Api api) {
    JsonNode schedulers = api.get("/api/v1/schedulers").body();
    long pid = ServicePids.read(dir, "scheduler-2");
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    script.say("scheduler-2 (pid %d) was killed with SIGKILL; before: %s", pid, brief(schedulers));
  }

  private static String brief(JsonNode schedulers) {
    StringBuilder text = new StringBuilder();
    for (JsonNode one : schedulers.path("schedulers")) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(one.path("name").asText())
          .append(" owns ")
          .append(one.path("partitions").size())
          .append(" partitions");
    }
    return text.toString();
  }

  private static long unfinished(Api api) {
    JsonNode stats = api.get("/api/v1/stats").body();
    return stats.path("pending").asLong(-1) + stats.path("running").asLong();
  }

  private void accept(List<SubmitOutcome> outcomes) {
    for (SubmitOutcome outcome : outcomes) {
      TickwheelClient.accepted(outcome);
      script.submitted.incrementAndGet();
    }
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
  }
}
