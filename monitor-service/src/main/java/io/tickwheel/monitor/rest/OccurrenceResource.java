package io.tickwheel.monitor.rest;

import io.tickwheel.model.ScheduleId;
import io.tickwheel.monitor.projection.Occurrence;
import io.tickwheel.monitor.projection.OccurrenceOutcome;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.view.OccurrenceJson;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What became of a schedule's occurrences, newest first, a page at a time: which fired, and why
/// the others did not. Its changes are among them.
@Path("/api/v1/schedules/{id}/occurrences")
public class OccurrenceResource {
  private static final Set<String> KNOWN = Set.of("after", "limit", "what");

  private final History history;

  OccurrenceResource(History history) {
    this.history = history;
  }

  @GET
  public Response list(@PathParam("id") String text, @Context UriInfo uri) {
    MultivaluedMap<String, String> parameters = uri.getQueryParameters();
    ListRequest.refuseUnknown(parameters, KNOWN);
    ScheduleId schedule = schedule(text);
    String what = ListRequest.first(parameters, "what");
    String after = ListRequest.first(parameters, "after");
    String scope = "occurrences " + schedule + " " + what;
    long before = after.isEmpty() ? Long.MAX_VALUE : Cursor.read(after, "after", scope);
    int limit = ListRequest.limit(ListRequest.first(parameters, "limit"));
    List<Occurrence> found = history.occurrences(schedule, outcome(what), before, limit + 1);
    List<Occurrence> page = found.subList(0, Math.min(limit, found.size()));
    return Answers.json(
        json -> {
          json.open().openList("occurrences");
          page.forEach(occurrence -> OccurrenceJson.line(occurrence, json));
          json.closeList();
          if (found.size() > limit) {
            json.text("next", Cursor.write(page.getLast().place(), scope));
          }
          json.close();
        });
  }

  private static Optional<OccurrenceOutcome> outcome(String what) {
    return switch (what) {
      case "" -> Optional.empty();
      case "fired" -> Optional.of(OccurrenceOutcome.FIRED);
      case "skipped" -> Optional.of(OccurrenceOutcome.SKIPPED);
      default ->
          throw new ProblemException(
              Problem.of(
                  ProblemKind.INVALID_FIELD,
                  "'" + Problem.shown(what) + "' is nothing to ask for here.",
                  "what",
                  "fired or skipped"));
    };
  }

  private static ScheduleId schedule(String text) {
    try {
      return new ScheduleId(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.UNKNOWN_SCHEDULE,
              "'" + Problem.shown(text) + "' is not the id of a schedule.",
              "id",
              "the id of a schedule that was saved before"));
    }
  }
}
