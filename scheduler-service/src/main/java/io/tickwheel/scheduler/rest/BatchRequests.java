package io.tickwheel.scheduler.rest;

import io.tickwheel.problem.ProblemException;
import io.tickwheel.scheduler.gateway.JsonSubmissions;
import io.tickwheel.scheduler.gateway.SubmissionMeters;
import io.tickwheel.scheduler.intake.IdempotencyKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Many tasks in one request. An idempotency key of the request gives each task its own.
@Singleton
final class BatchRequests {
  private static final Set<String> TYPES =
      Set.of("application/json", "application/x-ndjson", "application/ndjson", "application/jsonl");

  private final JsonSubmissions submissions;
  private final SubmissionMeters meters;

  BatchRequests(JsonSubmissions submissions, SubmissionMeters meters) {
    this.submissions = submissions;
    this.meters = meters;
  }

  CompletionStage<Response> submit(HttpServerRequest request) {
    Body.requireType(request, TYPES, "application/json or application/x-ndjson");
    return new Batch(submissions, meters, Vertx.currentContext(), request, key(request)).run();
  }

  private static Optional<IdempotencyKey> key(HttpServerRequest request) {
    var key =
        Optional.ofNullable(request.getHeader(IdempotencyKey.HEADER)).map(IdempotencyKey::new);
    key.flatMap(IdempotencyKey::problemOfBatch)
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    return key;
  }
}
