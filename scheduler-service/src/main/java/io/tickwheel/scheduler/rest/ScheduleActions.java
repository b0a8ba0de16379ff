package io.tickwheel.scheduler.rest;

import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.scheduler.gateway.ScheduleAnswer;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import io.tickwheel.scheduler.intake.ScheduleWishes;
import io.tickwheel.scheduler.intake.ScheduleWishes.Backfill;
import io.tickwheel.scheduler.view.JsonBytes;
import io.tickwheel.scheduler.view.ScheduleJson;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// What can be done with a schedule that is there. Runs on event loops and never blocks them.
@Singleton
final class ScheduleActions {
  private final ScheduleGateway gateway;
  private final InstantSource clock;

  ScheduleActions(ScheduleGateway gateway, InstantSource clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  CompletionStage<Response> pause(String text, HttpServerRequest request) {
    ScheduleId id = ScheduleRequests.id(text);
    return Body.json(request)
        .thenCompose(body -> gateway.act(id, ScheduleWishes.pause(id, body, clock.millis())))
        .thenApply(ScheduleRequests::response);
  }

  CompletionStage<Response> resume(String text) {
    ScheduleId id = ScheduleRequests.id(text);
    return gateway
        .act(id, place -> new ScheduleCommand.Resume(place, id))
        .thenApply(ScheduleRequests::response);
  }

  CompletionStage<Response> trigger(String text, HttpServerRequest request) {
    ScheduleId id = ScheduleRequests.id(text);
    return Body.json(request)
        .thenCompose(body -> gateway.act(id, ScheduleWishes.trigger(id, body)))
        .thenApply(ScheduleRequests::response);
  }

  CompletionStage<Response> backfill(String text, HttpServerRequest request) {
    ScheduleId id = ScheduleRequests.id(text);
    return Body.json(request)
        .thenCompose(
            body -> {
              Backfill wish = ScheduleWishes.backfill(body);
              return gateway
                  .act(id, place -> wish.command(id, place))
                  .thenApply(answer -> planned(id, wish, answer));
            });
  }

  private static Response planned(ScheduleId id, Backfill wish, ScheduleAnswer answer) {
    if (!(answer instanceof ScheduleAnswer.Planned(List<Long> nominalMillis, int left))) {
      return ScheduleRequests.response(answer);
    }
    byte[] json =
        JsonBytes.of(out -> ScheduleJson.planned(id, wish.dryRun(), nominalMillis, left, out));
    return wish.dryRun() || nominalMillis.isEmpty()
        ? Responses.json(json)
        : Responses.accepted(json);
  }
}
