package io.tickwheel.client;

import static io.tickwheel.model.Require.require;

import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NoAnswerException;
import io.tickwheel.jetstream.Submissions;
import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.SubmitCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends submissions in batches, several at once. A batch is what has gathered while the earlier
/// ones were under way: one submission when idle, hundreds under load.
///
/// What surely was not received is sent again, and so is what has an idempotency key; for the rest
/// a lost answer is an outcome of its own. Thread-safe.
final class Submitter {
  static final String UNANSWERED = "https://tickwheel.io/problems/unanswered";

  private static final int BATCH_TASKS_MAX = 512;
  private static final int BATCH_BYTES_MAX = 256 * 1024;
  private static final int SUBMISSION_BYTES_MAX = 4 * 1024 * 1024;

  /// Enough to keep the schedulers' journals busy over a round trip with fsync.
  private static final int BATCHES_IN_FLIGHT_MAX = 8;

  /// Who submits more waits: the client's memory is bounded, too.
  private static final int UNANSWERED_TASKS_MAX = 16_384;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long AGAIN_MILLIS = 200;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS);

  private final Submissions submissions;
  private final Semaphore room = new Semaphore(UNANSWERED_TASKS_MAX);
  private final ArrayDeque<Item> waiting = new ArrayDeque<>();
  private int inFlight;

  private record Item(Submission submission, SubmitGroup group, int index) {
    void complete(SubmitOutcome outcome) {
      group.complete(index, outcome);
    }
  }

  private record Batch(List<Item> items, long deadlineNanos) {}

  Submitter(NatsLink link) {
    submissions = new Submissions(link);
  }

  /// Blocks while too many submissions are unanswered. The future never fails.
  CompletableFuture<List<SubmitOutcome>> submit(List<Submission> wanted)
      throws InterruptedException {
    var group = new SubmitGroup(wanted.size());
    for (int from = 0; from < wanted.size(); from += BATCH_TASKS_MAX) {
      int to = Math.min(wanted.size(), from + BATCH_TASKS_MAX);
      room.acquire(to - from);
      synchronized (waiting) {
        for (int index = from; index < to; index++) {
          waiting.add(new Item(wanted.get(index), group, index));
        }
      }
      pump();
    }
    return group.all();
  }

  static void checkSize(Submission submission) {
    require(
        submission.spec().size() <= SUBMISSION_BYTES_MAX,
        "a task of %s bytes; %s are possible",
        submission.spec().size(),
        SUBMISSION_BYTES_MAX);
  }

  private void pump() {
    for (Batch batch = next(); batch != null; batch = next()) {
      send(batch);
    }
  }

  private @Nullable Batch next() {
    synchronized (waiting) {
      if (waiting.isEmpty() || inFlight == BATCHES_IN_FLIGHT_MAX) {
        return null;
      }
      inFlight++;
      var items = new ArrayList<Item>();
      int bytes = 0;
      for (Item item = waiting.peek();
          item != null && items.size() < BATCH_TASKS_MAX && bytes < BATCH_BYTES_MAX;
          item = waiting.peek()) {
        items.add(waiting.remove());
        bytes += item.submission().spec().size();
      }
      return new Batch(items, System.nanoTime() + PATIENCE.toNanos());
    }
  }

  private void send(Batch batch) {
    var wanted = new ArrayList<Submission>(batch.items().size());
    batch.items().forEach(item -> wanted.add(item.submission()));
    var _ =
        submissions
            .submitBatch(SubmitCodec.encodeSubmissions(wanted))
            .thenApply(SubmitCodec::decodeOutcomes)
            .whenComplete(
                (outcomes, failure) -> {
                  if (failure == null && outcomes.size() == batch.items().size()) {
                    answered(batch.items(), outcomes);
                    landed();
                  } else {
                    unanswered(batch, failure);
                  }
                });
  }

  private void answered(List<Item> items, List<SubmitOutcome> outcomes) {
    room.release(items.size());
    for (int n = 0; n < items.size(); n++) {
      items.get(n).complete(outcomes.get(n));
    }
  }

  private void unanswered(Batch batch, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    boolean late = System.nanoTime() - batch.deadlineNanos() > 0;
    var again = new ArrayList<Item>();
    var lost = new ArrayList<Item>();
    for (Item item : batch.items()) {
      (!late && mayRepeat(item, cause) ? again : lost).add(item);
    }
    answered(lost, lost.stream().map(item -> lostAnswer(cause)).toList());
    if (again.isEmpty()) {
      landed();
    } else {
      LATER.execute(() -> send(new Batch(again, batch.deadlineNanos())));
    }
  }

  private static boolean mayRepeat(Item item, @Nullable Throwable cause) {
    if (cause instanceof NoAnswerException noAnswer && !noAnswer.mayHaveBeenReceived()) {
      return true;
    }
    return item.submission().idempotencyKey().isPresent() && !(cause instanceof BadWireException);
  }

  private static SubmitOutcome lostAnswer(@Nullable Throwable cause) {
    boolean received =
        !(cause instanceof NoAnswerException noAnswer) || noAnswer.mayHaveBeenReceived();
    String why = cause == null ? "an answer to something else" : String.valueOf(cause.getMessage());
    return SubmitOutcome.refused(
        UNANSWERED,
        why + (received ? "; the task may have been accepted" : "; the task was not accepted"));
  }

  private void landed() {
    synchronized (waiting) {
      inFlight--;
    }
    pump();
  }
}
