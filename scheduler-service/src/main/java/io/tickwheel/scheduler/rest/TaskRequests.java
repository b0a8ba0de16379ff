package io.tickwheel.scheduler.rest;

import io.tickwheel.message.Command;
import io.tickwheel.model.DurationText;
import io.tickwheel.model.TaskId;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.gateway.Answer;
import io.tickwheel.scheduler.gateway.Gateway;
import io.tickwheel.scheduler.gateway.JsonSubmissions;
import io.tickwheel.scheduler.gateway.JsonSubmissions.Form;
import io.tickwheel.scheduler.gateway.SubmissionMeters;
import io.tickwheel.scheduler.intake.AmendIntake;
import io.tickwheel.scheduler.intake.IdempotencyKey;
import io.tickwheel.scheduler.intake.ReasonIntake;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What can be asked of single tasks over HTTP. Runs on event loops and never blocks them.
@Singleton
final class TaskRequests {
  private static final long WAIT_MAX_MILLIS = 60_000;

  private final JsonSubmissions submissions;
  private final Gateway gateway;
  private final SubmissionMeters meters;
  private final InstantSource clock;

  TaskRequests(
      JsonSubmissions submissions, Gateway gateway, SubmissionMeters meters, InstantSource clock) {
    this.submissions = submissions;
    this.gateway = gateway;
    this.meters = meters;
    this.clock = clock;
  }

  CompletionStage<Response> create(HttpServerRequest request) {
    return submit(request, Form.TASK, Responses::of);
  }

  CompletionStage<Response> delay(HttpServerRequest request) {
    return submit(request, Form.DELAYED, Responses::ofDelayed);
  }

  CompletionStage<Response> cron(HttpServerRequest request) {
    return submit(request, Form.CRON, Responses::of);
  }

  private CompletionStage<Response> submit(
      HttpServerRequest request, Form form, Function<Answer, Response> response) {
    long start = System.nanoTime();
    Optional<String> key = Optional.ofNullable(request.getHeader(IdempotencyKey.HEADER));
    return Body.json(request)
        .thenCompose(body -> submissions.submit(body, form, key))
        .thenApply(
            answer -> {
              meters.answered("rest", start, answer);
              return response.apply(answer);
            });
  }

  CompletionStage<Response> get(String id, @Nullable String wait) {
    return gateway.look(task(id), wait(wait)).thenApply(Responses::of);
  }

  CompletionStage<Response> cancel(String id, HttpServerRequest request) {
    TaskId task = task(id);
    return Body.json(request)
        .thenCompose(
            body -> {
              ReasonIntake.Result result = ReasonIntake.read(body);
              if (result.problem().isPresent()) {
                throw new ProblemException(result.problem().get());
              }
              return gateway.act(new Command.Cancel(task, result.reason()));
            })
        .thenApply(Responses::ofCancel);
  }

  CompletionStage<Response> amend(String id, HttpServerRequest request) {
    TaskId task = task(id);
    return Body.json(request)
        .thenCompose(
            body ->
                switch (AmendIntake.read(task, body, clock.millis())) {
                  case AmendIntake.Result.Accepted(Command.Amend command) -> gateway.act(command);
                  case AmendIntake.Result.Refused(Problem problem) ->
                      throw new ProblemException(problem);
                })
        .thenApply(Responses::of);
  }

  CompletionStage<Response> retry(String id) {
    return gateway.act(new Command.Retry(task(id))).thenApply(Responses::of);
  }

  CompletionStage<Response> runNow(String id) {
    return gateway.act(new Command.RunNow(task(id))).thenApply(Responses::of);
  }

  CompletionStage<Response> discard(String id) {
    return gateway.act(new Command.Discard(task(id))).thenApply(Responses::of);
  }

  private static TaskId task(String id) {
    try {
      return TaskId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.unknownTask(id, "names no task: a task id is a UUID of 36 characters."));
    }
  }

  private static Duration wait(@Nullable String wait) {
    if (wait == null) {
      return Duration.ZERO;
    }
    long millis = DurationText.millis(wait).orElse(-1);
    if (millis < 0 || millis > WAIT_MAX_MILLIS) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.INVALID_FIELD,
              "wait is '" + Problem.shown(wait) + "'.",
              "wait",
              DurationText.ACCEPTED + ", at most " + DurationText.text(WAIT_MAX_MILLIS)));
    }
    return Duration.ofMillis(millis);
  }
}
