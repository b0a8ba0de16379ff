package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.TaskId;
import io.tickwheel.suite.Api;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Until;
import io.tickwheel.worker.TaskContext;
import io.tickwheel.worker.TaskHandler;
import io.tickwheel.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Schedules that are due each second, while both their schedulers are killed and put to sleep in
/// turn, and while they are changed over REST. Which task runs an occurrence follows from schedule
/// and time alone, so the runs that there should be are computed here, second by second.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SchedulesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PARTITIONS = 16;
  private static final List<String> MISFIRES = List.of("skip", "fire_once", "fire_all");
  private static final int MANY = 200;

  private final Map<TaskId, AtomicInteger> runs = new ConcurrentHashMap<>();

  @AutoClose private Cluster cluster;
  @AutoClose private Worker worker;

  @TaskHandler("occurrence")
  public void run(TaskContext context) {
    runs.computeIfAbsent(context.id(), _ -> new AtomicInteger()).incrementAndGet();
  }

  @BeforeAll
  void start() throws Exception {
    Needs.suite();
    cluster = Cluster.start(Cluster.Size.of(2, 0).withoutMonitor(), Map.of());
    worker =
        Worker.builder()
            .natsUrl(cluster.natsUrl())
            .name("occurrences")
            .handlers(this)
            .concurrency(64)
            .start();
    assertThat(worker.status()).isNotNull();
  }

  @BeforeEach
  void bothOwn() {
    for (String name : List.of("scheduler-1", "scheduler-2")) {
      if (!cluster.isRunning(name)) {
        cluster.start(name);
      }
    }
    Until.require(
        PATIENCE,
        "both schedulers own partitions",
        () -> Fleet.isShared(cluster.api("scheduler-1"), 2, PARTITIONS));
  }

  @Test
  void eachSecondRunsOnceOrHasARecordWhoeverDies() {
    for (int i = 0; i < 3 * PARTITIONS; i++) {
      String misfire = MISFIRES.get(i % MISFIRES.size());
      save(
          "second-" + i,
          """
          {"cron": "* * * * * *", "overlap": "allow_all", "misfire": "%s", "misfire_grace": "500ms",
           "max_catchup": 1000, "task": {"type": "occurrence"}}"""
              .formatted(misfire));
    }
    for (int round = 0; round < Rounds.of(2); round++) {
      String victim = "scheduler-" + (1 + round % 2);
      String sleeper = "scheduler-" + (2 - round % 2);
      rest(Duration.ofSeconds(2));
      cluster.kill(victim);
      rest(Duration.ofSeconds(4));
      bothOwn();
      cluster.pause(sleeper);
      rest(Duration.ofSeconds(5));
      cluster.resume(sleeper);
      bothOwn();
    }
    rest(Duration.ofSeconds(2));
    for (int i = 0; i < 3 * PARTITIONS; i++) {
      ScheduleId id = new ScheduleId("second-" + i);
      JsonNode last = paused(id);
      Account account = account(id, last);
      assertThat(account.fired + account.skipped)
          .as("every second of %s is accounted for: %s", id, account)
          .isEqualTo(account.due);
      assertThat(account.ran).as("%s ran what it says it fired", id).isEqualTo(account.fired);
      if (MISFIRES.get(i % MISFIRES.size()).equals("fire_all")) {
        assertThat(account.skipped).as("fire_all leaves out none: %s", id).isZero();
      }
    }
    assertThat(runs.values()).as("nothing ran twice").allMatch(count -> count.get() == 1);
  }

  @Test
  void changesWhileTheyFireLoseAndDoubleNone() {
    var random = new SplittableRandom(7);
    List<ScheduleId> ids = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      ids.add(new ScheduleId("many-" + i));
      save(ids.getLast().text(), body(0));
    }
    for (int change = 1; change <= 3 * MANY; change++) {
      String id = ids.get(random.nextInt(MANY)).text();
      switch (random.nextInt(3)) {
        case 0 -> save(id, body(change));
        case 1 -> action(id, "pause", "{\"note\": \"change %d\"}".formatted(change));
        default -> action(id, "resume", "");
      }
    }
    rest(Duration.ofSeconds(2));
    for (ScheduleId id : ids) {
      Account account = account(id, paused(id));
      assertThat(account.fired + account.skipped).as("%s: %s", id, account).isEqualTo(account.due);
      assertThat(account.ran).as("%s: %s", id, account).isEqualTo(account.fired);
    }
    assertThat(runs.values()).as("nothing ran twice").allMatch(count -> count.get() == 1);
  }

  private record Account(long due, long fired, long skipped, long ran) {}

  private static String body(int change) {
    return """
    {"name": "change %d", "cron": "* * * * * *", "overlap": "allow_all", "misfire": "fire_all",
     "task": {"type": "occurrence"}}"""
        .formatted(change);
  }

  private void save(String id, String body) {
    accepted(() -> api().request("PUT", "/api/v1/schedules/" + id, body, Map.of()));
  }

  private void action(String id, String action, String body) {
    accepted(() -> api().post("/api/v1/schedules/" + id + "/" + action, body));
  }

  /// Paused, so that what it says of itself stands still, and all its runs have ended.
  private JsonNode paused(ScheduleId id) {
    action(id.text(), "pause", "");
    JsonNode[] view = {null};
    Until.require(
        PATIENCE,
        id + " has no run under way",
        () -> {
          view[0] = api().get("/api/v1/schedules/" + id).body();
          return view[0].path("running").isEmpty();
        });
    return view[0];
  }

  /// A change takes effect from its second on, so the seconds are counted from the one in which the
  /// schedule was first known to the one up to which everything is decided.
  private Account account(ScheduleId id, JsonNode view) {
    long known = Instant.parse(view.path("known_since").asText()).toEpochMilli() / 1000;
    long decided = Instant.parse(view.path("decided_until").asText()).toEpochMilli() / 1000;
    int partition = id.place(PARTITIONS).partition();
    long ran = 0;
    for (long second = known + 1; second <= decided; second++) {
      ran += runs.containsKey(id.occurrence(partition, second * 1000, 0)) ? 1 : 0;
    }
    return new Account(
        decided - known,
        view.path("fired_total").asLong(),
        view.path("skipped_total").asLong(),
        ran);
  }

  private static void accepted(Supplier<Api.Answer> request) {
    Until.require(
        PATIENCE,
        "the request is accepted",
        () -> {
          Api.Answer answer = request.get();
          assertThat(answer.status()).as(answer.raw()).isIn(200, 201, 202, 503);
          return answer.status() != 503;
        });
  }

  private Api api() {
    return cluster.api(cluster.isRunning("scheduler-1") ? "scheduler-1" : "scheduler-2");
  }

  /// Lets the schedulers do their work for a while: here time itself is what is tested.
  private static void rest(Duration length) {
    long end = System.currentTimeMillis() + length.toMillis();
    Until.require(PATIENCE, "time passes", () -> System.currentTimeMillis() >= end);
  }
}
