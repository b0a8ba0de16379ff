package io.tickwheel.scheduler.rest;

import io.tickwheel.core.cron.BadCronException;
import io.tickwheel.core.cron.CronExpression;
import io.tickwheel.core.cron.DayMatch;
import io.tickwheel.core.cron.DstPolicy;
import io.tickwheel.core.cron.GapPolicy;
import io.tickwheel.core.cron.Occurrences;
import io.tickwheel.core.cron.OverlapPolicy;
import io.tickwheel.core.cron.Zones;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.intake.BadTiming;
import io.tickwheel.scheduler.view.JsonBytes;
import io.tickwheel.scheduler.view.ScheduleJson;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Questions about expressions that nobody has scheduled. Computed on the event loop: the longest
/// answer takes a few milliseconds.
@Path("/api/v1/cron")
public class CronResource {
  private static final int COUNT_MAX = 1_000;
  private static final Set<String> PARAMETERS =
      Set.of("expr", "tz", "from", "count", "gap", "dst_overlap", "day_match");

  private final InstantSource clock;

  CronResource(InstantSource clock) {
    this.clock = clock;
  }

  /// When the expression is due after `from`.
  @GET
  @Path("/next")
  public CompletionStage<Response> next(@Context HttpServerRequest request) {
    Query query = Query.of(request, PARAMETERS);
    CronExpression cron = expression(query);
    ZoneId zone =
        cron.zone().orElseGet(() -> choice(query, "tz", "UTC", Zones::find, Zones.ACCEPTED));
    long from = query.instant("from", clock.millis());
    int count = query.number("count", 5, 0, COUNT_MAX);
    List<Long> due = next(cron.occurrences(zone, policy(query), from), from, count);
    return CompletableFuture.completedFuture(
        Responses.json(JsonBytes.of(json -> ScheduleJson.next(cron, zone.getId(), due, json))));
  }

  private static List<Long> next(Occurrences occurrences, long from, int count) {
    List<Long> due = new ArrayList<>();
    OptionalLong next = occurrences.next(from);
    while (due.size() < count && next.isPresent()) {
      due.add(next.getAsLong());
      next = occurrences.next(next.getAsLong());
    }
    return due;
  }

  private static CronExpression expression(Query query) {
    DayMatch match = choice(query, "day_match", "or", DayMatch::of, "or, and");
    String text =
        query
            .text("expr")
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemKind.MISSING_FIELD,
                            "expr is missing.",
                            "expr",
                            "a cron expression such as 0 9 * * MON-FRI")));
    try {
      return CronExpression.parse(text, match);
    } catch (BadCronException e) {
      throw new ProblemException(BadTiming.problem("expr", e.sentence(), e.position()));
    }
  }

  private static DstPolicy policy(Query query) {
    return new DstPolicy(
        choice(query, "gap", "run_after_gap", GapPolicy::of, "run_after_gap, shift, skip"),
        choice(query, "dst_overlap", "first", OverlapPolicy::of, "first, second, both"));
  }

  private interface Choice<T> {
    Optional<T> of(String word);
  }

  private static <T> T choice(
      Query query, String name, String usual, Choice<T> choice, String accepted) {
    String word = query.text(name).orElse(usual);
    return choice
        .of(word)
        .orElseThrow(() -> Query.bad(name, name + " is '" + Problem.shown(word) + "'.", accepted));
  }
}
