package io.tickwheel.client;

import io.tickwheel.jetstream.Asks;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NoAnswerException;
import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Submits tasks and follows them. Thread-safe; one for a whole program is enough.
///
/// ```java
/// try (var client = TickwheelClient.connect("nats://localhost:4222")) {
///   TaskId id = client.submit(TaskRequest.handler("send_email").payload(new Welcome("ann")));
///   TaskView done = client.await(id, Duration.ofSeconds(30));
/// }
/// ```
public final class TickwheelClient implements AutoCloseable {
  /// The error type of a submission whose answer was lost; its detail says whether the task may
  /// have been accepted. Does not happen to a submission with an idempotency key unless no
  /// scheduler answers for half a minute.
  public static final String UNANSWERED = Submitter.UNANSWERED;

  /// Owners come and go; a question that waits is asked again at least this often.
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  /// History follows within tenths of a second.
  private static final long REST_AGAIN_MILLIS = 200;

  private final NatsLink link;
  private final Asks asks;
  private final Submitter submitter;
  private final RestCalls rest;

  private TickwheelClient(NatsLink link, RestCalls rest) {
    this.link = link;
    this.asks = new Asks(link);
    this.submitter = new Submitter(link);
    this.rest = rest;
  }

  /// Returns at once and connects when NATS can be reached. The REST API is found by the
  /// schedulers' heartbeats.
  public static TickwheelClient connect(String natsUrl) {
    NatsLink link = NatsLink.connect(natsUrl, "tickwheel-client");
    return new TickwheelClient(link, new RestCalls(new SchedulerFinder(link)));
  }

  /// `restUrl`: where the REST API answers, such as `http://localhost:8080`.
  public static TickwheelClient connect(String natsUrl, URI restUrl) {
    NatsLink link = NatsLink.connect(natsUrl, "tickwheel-client");
    return new TickwheelClient(link, new RestCalls(() -> restUrl));
  }

  /// Returns when the task is durable. Throws [TaskRefusedException], also when the answer was lost
  /// ([#UNANSWERED]). With an idempotency key, a lost answer and `unavailable` are asked for again
  /// for half a minute.
  public TaskId submit(TaskRequest request) throws InterruptedException {
    return accepted(submitAsync(List.of(request)).join().getFirst());
  }

  /// Outcomes in the requests' order, when all are known.
  public List<SubmitOutcome> submit(List<TaskRequest> requests) throws InterruptedException {
    return submitAsync(requests).join();
  }

  /// Like [#submit(List)] for those who do not want to wait. Blocks only while 16,384 submissions
  /// of this client are unanswered. The future never fails.
  public CompletableFuture<List<SubmitOutcome>> submitAsync(List<TaskRequest> requests)
      throws InterruptedException {
    long now = System.currentTimeMillis();
    var submissions = new ArrayList<Submission>(requests.size());
    for (TaskRequest request : requests) {
      Submission submission = request.submission(now);
      Submitter.checkSize(submission);
      submissions.add(submission);
    }
    return submitter.submit(submissions);
  }

  /// The task as its owner has it; empty when it does not hold it (unknown, or finished long ago).
  /// Throws [NoAnswerException] when the task's partition has no owner for five seconds.
  public Optional<TaskView> get(TaskId task) throws InterruptedException {
    return ask(task, Duration.ZERO);
  }

  /// The task when it is final, across fail-overs; from history when its owner does not hold it any
  /// more. Throws NoSuchElementException when history does not know it either.
  public TaskView await(TaskId task, Duration patience)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      try {
        Optional<TaskView> live = ask(task, left.compareTo(ASK_AGAIN) < 0 ? left : ASK_AGAIN);
        TaskView view = live.isPresent() ? live.get() : remembered(task);
        if (view.state().isFinal()) {
          return view;
        }
      } catch (NoAnswerException | UncheckedIOException e) {
        if (left.isZero()) {
          throw e;
        }
        Thread.sleep(Math.min(left.toMillis(), REST_AGAIN_MILLIS));
      }
      if (left.isZero()) {
        throw new TimeoutException("task " + task + " is not final after " + patience);
      }
    }
  }

  private TaskView remembered(TaskId task) {
    return rest.get(task)
        .map(RememberedTask::of)
        .orElseThrow(() -> new NoSuchElementException("no task " + task));
  }

  /// Throws [TaskRefusedException], for instance when the task is final already.
  public void cancel(TaskId task) {
    rest.post(task, "cancel");
  }

  /// Gives a dead task a new life. Throws [TaskRefusedException] when it is not dead.
  public void retry(TaskId task) {
    rest.post(task, "retry");
  }

  /// Makes a waiting task due now. Throws [TaskRefusedException] when it does not wait.
  public void runNow(TaskId task) {
    rest.post(task, "run-now");
  }

  @Override
  public void close() {
    link.close();
  }

  /// The id of an accepted submission. Throws [TaskRefusedException] with the reason otherwise.
  public static TaskId accepted(SubmitOutcome outcome) {
    return outcome
        .task()
        .orElseThrow(
            () ->
                new TaskRefusedException(
                    outcome.errorType().orElse(""), outcome.errorDetail().orElse("")));
  }

  private Optional<TaskView> ask(TaskId task, Duration wait) throws InterruptedException {
    try {
      return asks.ask(task, wait).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
