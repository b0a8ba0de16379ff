package io.tickwheel.system;

import io.tickwheel.client.TaskRequest;
import io.tickwheel.client.TickwheelClient;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.TaskId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A client that submits without pause, whatever happens to the suite, and remembers what was
/// acknowledged. Each submission has a key and is repeated under it until it is answered.
final class Workload implements AutoCloseable {
  private static final int BATCH = 20;
  private static final long PERIOD_MILLIS = 100;
  private static final int DELAY_MAX_MILLIS = 3_000;

  private final TickwheelClient client;
  private final Optional<String> callbackUrl;
  private final SplittableRandom random;
  private final String name = UUID.randomUUID().toString();
  private final Map<String, TaskRequest> sent = new ConcurrentHashMap<>();
  private final Map<String, TaskId> acknowledged = new ConcurrentHashMap<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private int number;

  /// Every tenth task calls back to `callbackUrl`, the others are [Runs]'.
  Workload(String natsUrl, Optional<String> callbackUrl, SplittableRandom random) {
    this.client = TickwheelClient.connect(natsUrl);
    this.callbackUrl = callbackUrl;
    this.random = random;
  }

  void start() {
    var _ = timer.scheduleAtFixedRate(this::submit, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  Set<TaskId> acknowledged() {
    return Set.copyOf(acknowledged.values());
  }

  List<String> refusals() {
    return refusals;
  }

  /// Submits nothing new; what was sent goes on to be repeated until it is answered.
  void pause() {
    timer.shutdown();
  }

  boolean isAnswered() {
    return acknowledged.size() + refusals.size() == sent.size();
  }

  /// Keys whose repetition is answered with another task than at first.
  List<String> changedAnswers() throws InterruptedException {
    var keys = List.copyOf(acknowledged.keySet());
    var outcomes = client.submit(keys.stream().map(sent::get).toList());
    var changed = new ArrayList<String>();
    for (int n = 0; n < keys.size(); n++) {
      Optional<TaskId> first = Optional.ofNullable(acknowledged.get(keys.get(n)));
      if (!outcomes.get(n).same() || !outcomes.get(n).task().equals(first)) {
        changed.add(keys.get(n) + ": " + first + ", then " + outcomes.get(n));
      }
    }
    return changed;
  }

  @Override
  public void close() {
    var _ = timer.shutdownNow();
    client.close();
  }

  private void submit() {
    var keys = new ArrayList<String>();
    for (int n = 0; n < BATCH; n++) {
      String key = name + "-" + number++;
      keys.add(key);
      sent.put(key, request().idempotencyKey(key));
    }
    submit(keys);
  }

  private TaskRequest request() {
    long due = System.currentTimeMillis() + random.nextInt(DELAY_MAX_MILLIS);
    TaskRequest request =
        callbackUrl.isPresent() && random.nextInt(10) == 0
            ? TaskRequest.http("call", URI.create(callbackUrl.get()))
            : TaskRequest.handler(Runs.TYPE);
    return request.payload(new Runs.Tick(due)).runAt(Instant.ofEpochMilli(due));
  }

  private void submit(List<String> keys) {
    try {
      var _ =
          client
              .submitAsync(keys.stream().map(sent::get).toList())
              .thenAccept(outcomes -> answered(keys, outcomes));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answered(List<String> keys, List<SubmitOutcome> outcomes) {
    var again = new ArrayList<String>();
    for (int n = 0; n < keys.size(); n++) {
      SubmitOutcome outcome = outcomes.get(n);
      if (outcome.task().isPresent()) {
        acknowledged.put(keys.get(n), outcome.task().get());
      } else if (Load.isOpen(outcome)) {
        again.add(keys.get(n));
      } else {
        refusals.add(outcome.errorType().orElse("") + ": " + outcome.errorDetail().orElse(""));
      }
    }
    if (!again.isEmpty()) {
      Thread.startVirtualThread(() -> submit(again));
    }
  }
}
