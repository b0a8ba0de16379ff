package io.tickwheel.bench.suite;

import io.tickwheel.client.TaskRequest;
import io.tickwheel.client.TickwheelClient;
import io.tickwheel.message.SubmitOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/// Submits in batches as fast as it is let.
final class Load {
  private static final int BATCH = 500;

  private Load() {}

  /// Submits `count` tasks; returns when all are acknowledged. Throws when one is refused.
  static void submit(TickwheelClient client, int count, IntFunction<TaskRequest> request)
      throws InterruptedException {
    List<CompletableFuture<List<SubmitOutcome>>> answers = new ArrayList<>();
    for (int from = 0; from < count; from += BATCH) {
      List<TaskRequest> batch = new ArrayList<>(BATCH);
      for (int i = from; i < Math.min(count, from + BATCH); i++) {
        batch.add(request.apply(i));
      }
      answers.add(client.submitAsync(batch));
    }
    for (CompletableFuture<List<SubmitOutcome>> answer : answers) {
      answer.join().forEach(TickwheelClient::accepted);
    }
  }

  /// Keeps submitting no-ops for `time`, never more than `ahead` unfinished.
  static void keepBusy(Ticks ticks, Duration time, long ahead) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long submitted = ticks.runs();
    List<TaskRequest> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      batch.add(Ticks.noopRequest());
    }
    while (System.nanoTime() < end) {
      if (submitted - ticks.runs() < ahead) {
        var _ = ticks.client.submitAsync(batch);
        submitted += BATCH;
      } else {
        java.util.concurrent.locks.LockSupport.parkNanos(500_000);
      }
    }
  }
}
