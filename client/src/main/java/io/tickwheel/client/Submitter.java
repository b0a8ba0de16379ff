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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends submissions in batches, several at once. A batch is what has gathered while the earlier
/// ones were under way: one submission when idle, hundreds under load.
///
/// What surely was not received is sent again. So is what has an idempotency key, when its answer
/// is lost or says that no owner could be reached in time. Repeats come after growing pauses until
/// the deadline; for the rest that is an outcome of its own. Thread-safe.
final class Submitter {
  static final String UNANSWERED = "https://tickwheel.io/problems/unanswered";

  /// A scheduler's word for a task that it could not hand to its owner in time.
  private static final String UNAVAILABLE = "unavailable";

  private static final int BATCH_TASKS_MAX = 512;
  private static final int BATCH_BYTES_MAX = 256 * 1024;
  private static final int SUBMISSION_BYTES_MAX = 4 * 1024 * 1024;

  /// Enough to keep the schedulers' journals busy over a round trip with fsync.
  private static final int BATCHES_IN_FLIGHT_MAX = 8;

  /// Who submits more waits: the client's memory is bounded, too.
  private static final int UNANSWERED_TASKS_MAX = 16_384;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  /// The first pause before a repeat; each later one is twice as long, up to the longest.
  private static final long AGAIN_MILLIS = 200;

  private static final int DOUBLINGS_MAX = 4;

  private final Submissions submissions;
  private final Semaphore room = new Semaphore(UNANSWERED_TASKS_MAX);
  private final ArrayDeque<Item> waiting = new ArrayDeque<>();
  private int inFlight;

  /// `tries` counts how often it was sent; the deadline is set when that happens first.
  private record Item(
      Submission submission, SubmitGroup group, int index, int tries, long deadlineNanos) {
    Item sentAt(long nowNanos) {
      long deadline = tries == 0 ? nowNanos + PATIENCE.toNanos() : deadlineNanos;
      return new Item(submission, group, index, tries + 1, deadline);
    }

    boolean hasKey() {
      return submission.idempotencyKey().isPresent();
    }

    long pauseMillis() {
      return AGAIN_MILLIS << Math.min(tries - 1, DOUBLINGS_MAX);
    }

    /// Whether a repeat would still start before the deadline.
    boolean hasTime() {
      long pause = TimeUnit.MILLISECONDS.toNanos(pauseMillis());
      return deadlineNanos - System.nanoTime() > pause;
    }
  }

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
          waiting.add(new Item(wanted.get(index), group, index, 0, 0));
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
    for (List<Item> batch = next(); batch != null; batch = next()) {
      send(batch);
    }
  }

  private @Nullable List<Item> next() {
    synchronized (waiting) {
      if (waiting.isEmpty() || inFlight == BATCHES_IN_FLIGHT_MAX) {
        return null;
      }
      inFlight++;
      var items = new ArrayList<Item>();
      long now = System.nanoTime();
      int bytes = 0;
      for (Item item = waiting.peek();
          item != null && items.size() < BATCH_TASKS_MAX && bytes < BATCH_BYTES_MAX;
          item = waiting.peek()) {
        items.add(waiting.remove().sentAt(now));
        bytes += item.submission().spec().size();
      }
      return items;
    }
  }

  private void send(List<Item> batch) {
    var wanted = new ArrayList<Submission>(batch.size());
    batch.forEach(item -> wanted.add(item.submission()));
    var _ =
        submissions
            .submitBatch(SubmitCodec.encodeSubmissions(wanted))
            .thenApply(SubmitCodec::decodeOutcomes)
            .whenComplete(
                (outcomes, failure) -> {
                  if (failure == null && outcomes.size() == batch.size()) {
                    answered(batch, outcomes);
                  } else {
                    unanswered(batch, failure);
                  }
                  landed();
                });
  }

  private void answered(List<Item> batch, List<SubmitOutcome> outcomes) {
    var again = new ArrayList<Item>();
    for (int n = 0; n < batch.size(); n++) {
      Item item = batch.get(n);
      SubmitOutcome outcome = outcomes.get(n);
      boolean unavailable = outcome.errorType().filter(UNAVAILABLE::equals).isPresent();
      if (unavailable && item.hasKey() && item.hasTime()) {
        again.add(item);
      } else {
        complete(item, outcome);
      }
    }
    repeatLater(again);
  }

  private void unanswered(List<Item> batch, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    var again = new ArrayList<Item>();
    for (Item item : batch) {
      if (mayRepeat(item, cause) && item.hasTime()) {
        again.add(item);
      } else {
        complete(item, lostAnswer(cause));
      }
    }
    repeatLater(again);
  }

  private void complete(Item item, SubmitOutcome outcome) {
    room.release();
    item.group().complete(item.index(), outcome);
  }

  /// Meanwhile others use the way: a partition without an owner holds up its own tasks only.
  private void repeatLater(List<Item> items) {
    if (items.isEmpty()) {
      return;
    }
    long pause = items.stream().mapToLong(Item::pauseMillis).min().orElse(AGAIN_MILLIS);
    CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              synchronized (waiting) {
                waiting.addAll(items);
              }
              pump();
            });
  }

  private static boolean mayRepeat(Item item, @Nullable Throwable cause) {
    if (cause instanceof NoAnswerException noAnswer && !noAnswer.mayHaveBeenReceived()) {
      return true;
    }
    return item.hasKey() && !(cause instanceof BadWireException);
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
