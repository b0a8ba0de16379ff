package io.tickwheel.scheduler.rest;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.gateway.Answer;
import io.tickwheel.scheduler.gateway.JsonSubmissions;
import io.tickwheel.scheduler.gateway.SubmissionMeters;
import io.tickwheel.scheduler.intake.BodyTooLarge;
import io.tickwheel.scheduler.intake.IdempotencyKey;
import io.tickwheel.scheduler.intake.IntakeLimits;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/// One batch that is being read. Tasks are submitted while the rest still arrives; reading stops
/// while too many wait for their answers. The answers are kept until the whole batch is read: a
/// client that reads only when it has written everything must not hang.
///
/// The request's event loop owns everything here.
final class Batch implements BatchSplitter.Elements {
  private static final Logger LOG = Logger.getLogger(Batch.class);
  private static final int UNDER_WAY_MAX = 4096;

  private final JsonSubmissions submissions;
  private final SubmissionMeters meters;
  private final Context loop;
  private final HttpServerRequest request;
  private final Optional<IdempotencyKey> key;
  private final BatchSplitter splitter = new BatchSplitter(IntakeLimits.BODY_BYTES_MAX, this);
  private final BatchAnswers answers = new BatchAnswers();
  private final CompletableFuture<Response> response = new CompletableFuture<>();

  private long size;
  private int underWay;
  private boolean paused;
  private boolean ended;
  private boolean cutOff;

  Batch(
      JsonSubmissions submissions,
      SubmissionMeters meters,
      Context loop,
      HttpServerRequest request,
      Optional<IdempotencyKey> key) {
    this.submissions = submissions;
    this.meters = meters;
    this.loop = loop;
    this.request = request;
    this.key = key;
  }

  CompletableFuture<Response> run() {
    request.handler(this::take);
    request.endHandler(end -> end());
    request.exceptionHandler(response::completeExceptionally);
    request.resume();
    return response;
  }

  @Override
  public void element(byte[] bytes, int length) {
    if (cutOff) {
      return;
    }
    if (answers.count() == IntakeLimits.BATCH_TASKS_MAX) {
      cutOff(
          Problem.of(
              ProblemKind.TOO_LARGE,
              "This task and what follows it was not read: the batch has too many tasks.",
              "batch",
              "at most " + IntakeLimits.BATCH_TASKS_MAX + " tasks"));
      return;
    }
    int index = answers.reserve();
    long start = System.nanoTime();
    underWay++;
    var _ =
        submissions
            .submit(bytes, 0, length, key.map(whole -> whole.ofTask(index)))
            .exceptionally(Batch::failed)
            .thenAccept(
                answer -> {
                  meters.answered("batch", start, answer);
                  loop.runOnContext(now -> answered(index, answer));
                });
  }

  @Override
  public void tooLong(long bytes) {
    if (!cutOff) {
      answers.set(answers.reserve(), new Answer.Refused(BodyTooLarge.problem(bytes)));
    }
  }

  @Override
  public void broken(String detail) {
    if (!cutOff) {
      Problem problem = Problem.of(ProblemKind.MALFORMED_JSON, detail);
      answers.set(answers.reserve(), new Answer.Refused(problem));
    }
  }

  private void take(Buffer chunk) {
    size += chunk.length();
    if (size > IntakeLimits.BATCH_BYTES_MAX) {
      request.pause();
      if (!ended) {
        cutOff(BodyTooLarge.batch());
        end();
      }
      return;
    }
    splitter.feed(chunk.getBytes());
    if (underWay > UNDER_WAY_MAX && !paused) {
      paused = true;
      request.pause();
    }
  }

  private void answered(int index, Answer answer) {
    answers.set(index, answer);
    underWay--;
    if (paused && !ended && underWay < UNDER_WAY_MAX / 2) {
      paused = false;
      request.resume();
    }
    finish();
  }

  private void cutOff(Problem problem) {
    answers.set(answers.reserve(), new Answer.Refused(problem));
    cutOff = true;
  }

  private void end() {
    ended = true;
    splitter.end();
    finish();
  }

  private void finish() {
    if (!ended || underWay > 0) {
      return;
    }
    if (answers.count() == 0 && !splitter.isArray()) {
      response.complete(
          Responses.of(Problem.of(ProblemKind.MALFORMED_JSON, "The batch is empty.")));
    } else if (splitter.isArray()) {
      response.complete(Responses.json(answers.json()));
    } else {
      response.complete(Response.ok(answers.lines(), BatchAnswers.LINES).build());
    }
  }

  private static Answer failed(Throwable failure) {
    LOG.error("a task of a batch was not answered", failure);
    return new Answer.Refused(
        Problem.of(ProblemKind.INTERNAL, "This task may or may not have been accepted."));
  }
}
