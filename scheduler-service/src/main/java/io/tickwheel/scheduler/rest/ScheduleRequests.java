package io.tickwheel.scheduler.rest;

import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.gateway.ScheduleAnswer;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import io.tickwheel.scheduler.gateway.SchedulePages;
import io.tickwheel.scheduler.gateway.SchedulePages.Page;
import io.tickwheel.scheduler.gateway.Upcoming;
import io.tickwheel.scheduler.intake.ScheduleIds;
import io.tickwheel.scheduler.intake.ScheduleIntake;
import io.tickwheel.scheduler.intake.ScheduleIntake.Wanted;
import io.tickwheel.scheduler.view.JsonBytes;
import io.tickwheel.scheduler.view.ScheduleJson;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Schedules over HTTP: defining them and looking at them. Runs on event loops and never blocks
/// them.
@Singleton
final class ScheduleRequests {
  private static final int LIMIT_DEFAULT = 100;
  private static final int NEXT_MAX = 1_000;

  private final ScheduleGateway gateway;
  private final SchedulePages pages;
  private final ScheduleIntake intake;
  private final InstantSource clock;

  ScheduleRequests(ScheduleGateway gateway, ScheduleIntake intake, InstantSource clock) {
    this.gateway = gateway;
    this.pages = new SchedulePages(gateway);
    this.intake = intake;
    this.clock = clock;
  }

  CompletionStage<Response> create(HttpServerRequest request) {
    return Body.json(request)
        .thenCompose(
            body -> {
              Wanted wanted = intake.create(body, clock.millis());
              return save(wanted.id(), wanted.spec(), true);
            })
        .thenApply(ScheduleRequests::created);
  }

  /// Whether it makes a schedule or replaces one is looked up first, for the status alone.
  CompletionStage<Response> replace(String text, HttpServerRequest request) {
    ScheduleId id =
        ScheduleIds.parse(text)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemKind.INVALID_FIELD,
                            "'" + Problem.shown(text) + "' is no schedule id.",
                            "schedule_id",
                            ScheduleIds.ACCEPTED)));
    return Body.json(request)
        .thenCompose(
            body -> {
              ScheduleSpec spec = intake.replace(id, body, clock.millis());
              return gateway
                  .look(id)
                  .thenCompose(
                      before ->
                          save(id, spec, false)
                              .thenApply(
                                  answer ->
                                      before instanceof ScheduleAnswer.One
                                          ? response(answer)
                                          : created(answer)));
            });
  }

  /// Of two changes at the same moment the later one stands, with what it read.
  CompletionStage<Response> change(String text, HttpServerRequest request) {
    ScheduleId id = id(text);
    return Body.json(request)
        .thenCompose(
            body ->
                gateway
                    .look(id)
                    .thenCompose(
                        now ->
                            now instanceof ScheduleAnswer.One(ScheduleView view)
                                ? save(id, intake.change(view, body, clock.millis()), false)
                                : CompletableFuture.completedFuture(now)))
        .thenApply(ScheduleRequests::response);
  }

  CompletionStage<Response> get(String id) {
    return gateway.look(id(id)).thenApply(ScheduleRequests::response);
  }

  CompletionStage<Response> delete(String text) {
    ScheduleId id = id(text);
    return gateway
        .act(id, place -> new ScheduleCommand.Delete(place, id, ScheduleIntake.SOURCE))
        .thenApply(ScheduleRequests::response);
  }

  CompletionStage<Response> list(HttpServerRequest request) {
    Query query = Query.of(request, Set.of("after", "limit", "source"));
    int limit = query.number("limit", LIMIT_DEFAULT, 1, SchedulePages.LIMIT_MAX);
    return pages
        .page(query.text("after").orElse(""), limit, query.text("source").orElse(""))
        .thenApply(
            page ->
                switch (page) {
                  case Page.Found(List<ScheduleView> views, Optional<String> next) ->
                      Responses.json(JsonBytes.of(json -> ScheduleJson.page(views, next, json)));
                  case Page.Refused(Problem problem) -> Responses.of(problem);
                });
  }

  CompletionStage<Response> next(String id, HttpServerRequest request) {
    int count = Query.of(request, Set.of("count")).number("count", 5, 0, NEXT_MAX);
    return gateway
        .look(id(id))
        .thenApply(
            answer ->
                answer instanceof ScheduleAnswer.One(ScheduleView view)
                    ? next(view, count)
                    : response(answer));
  }

  /// The id of a schedule that may be there.
  static ScheduleId id(String text) {
    return ScheduleIds.parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemKind.UNKNOWN_SCHEDULE,
                        "'" + Problem.shown(text) + "' names no schedule.",
                        "schedule_id",
                        ScheduleIds.ACCEPTED)));
  }

  static Response response(ScheduleAnswer answer) {
    return switch (answer) {
      case ScheduleAnswer.One(ScheduleView view) -> Responses.json(bytes(view));
      case ScheduleAnswer.Refused(Problem problem) -> Responses.of(problem);
      case ScheduleAnswer.Many many -> throw new IllegalStateException("not one schedule");
      case ScheduleAnswer.Planned planned -> throw new IllegalStateException("not one schedule");
    };
  }

  private CompletableFuture<ScheduleAnswer> save(
      ScheduleId id, ScheduleSpec spec, boolean onlyNew) {
    return gateway.act(id, place -> new ScheduleCommand.Save(place, id, spec, onlyNew));
  }

  private Response next(ScheduleView view, int count) {
    List<Long> due = Upcoming.of(view, count, clock.millis());
    return Responses.json(JsonBytes.of(json -> ScheduleJson.next(view, due, json)));
  }

  private static Response created(ScheduleAnswer answer) {
    return answer instanceof ScheduleAnswer.One(ScheduleView view)
        ? Responses.created(view, bytes(view))
        : response(answer);
  }

  private static byte[] bytes(ScheduleView view) {
    return JsonBytes.of(json -> ScheduleJson.view(view, json));
  }
}
