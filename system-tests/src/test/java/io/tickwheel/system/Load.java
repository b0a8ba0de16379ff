package io.tickwheel.system;

import io.tickwheel.client.TaskRequest;
import io.tickwheel.client.TickwheelClient;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Many tasks at once, submitted by the client.
final class Load {
  private static final int BATCH = 500;

  private Load() {}

  /// Tasks that are due in hours, with 200 bytes of payload.
  static List<TaskId> pending(TickwheelClient client, int count) throws InterruptedException {
    String run = UUID.randomUUID().toString();
    TaskRequest request =
        TaskRequest.handler("later")
            .payload(Map.of("text", "x".repeat(180)))
            .runAt(Instant.now().plus(Duration.ofHours(6)));
    var requests = new ArrayList<TaskRequest>(count);
    for (int i = 0; i < count; i++) {
      requests.add(request.idempotencyKey(run + i));
    }
    return submit(client, requests);
  }

  /// Tasks of [Runs], one every `stepMillis` from `fromMillis` on, spread evenly over the
  /// partitions: so it is with keys, while tasks without go in bundles.
  static List<TaskId> ticks(TickwheelClient client, int count, long fromMillis, double stepMillis)
      throws InterruptedException {
    String run = UUID.randomUUID().toString();
    var requests = new ArrayList<TaskRequest>(count);
    for (int i = 0; i < count; i++) {
      long due = fromMillis + (long) (i * stepMillis);
      requests.add(
          TaskRequest.handler(Runs.TYPE)
              .payload(new Runs.Tick(due))
              .runAt(Instant.ofEpochMilli(due))
              .idempotencyKey(run + i));
    }
    return submit(client, requests);
  }

  /// Each request has a key: what a busy suite does not answer in time is asked again.
  private static List<TaskId> submit(TickwheelClient client, List<TaskRequest> requests)
      throws InterruptedException {
    var tasks = new ArrayList<TaskId>();
    List<TaskRequest> open = requests;
    while (!open.isEmpty()) {
      List<SubmitOutcome> outcomes = outcomes(client, open);
      var again = new ArrayList<TaskRequest>();
      for (int n = 0; n < outcomes.size(); n++) {
        SubmitOutcome outcome = outcomes.get(n);
        if (isOpen(outcome)) {
          again.add(open.get(n));
        } else {
          tasks.add(TickwheelClient.accepted(outcome));
        }
      }
      open = again;
    }
    return tasks;
  }

  static boolean isOpen(SubmitOutcome outcome) {
    String error = outcome.errorType().orElse("");
    return error.equals(TickwheelClient.UNANSWERED) || error.equals("unavailable");
  }

  private static List<SubmitOutcome> outcomes(TickwheelClient client, List<TaskRequest> requests)
      throws InterruptedException {
    var answers = new ArrayList<CompletableFuture<List<SubmitOutcome>>>();
    for (int from = 0; from < requests.size(); from += BATCH) {
      int to = Math.min(requests.size(), from + BATCH);
      answers.add(client.submitAsync(requests.subList(from, to)));
    }
    return answers.stream().flatMap(answer -> answer.join().stream()).toList();
  }
}
