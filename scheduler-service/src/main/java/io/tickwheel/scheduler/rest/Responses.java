package io.tickwheel.scheduler.rest;

import io.tickwheel.model.ScheduleView;
import io.tickwheel.problem.Problem;
import io.tickwheel.scheduler.gateway.Answer;
import io.tickwheel.scheduler.view.AnswerJson;
import io.tickwheel.scheduler.view.JsonBytes;
import io.tickwheel.scheduler.view.TaskJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Answers in HTTP.
final class Responses {
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;
  private static final MediaType PROBLEM = new MediaType("application", "problem+json");
  private static final String TASKS = "/api/v1/tasks/";
  private static final String SCHEDULES = "/api/v1/schedules/";

  private Responses() {}

  static Response of(Answer answer) {
    return switch (answer) {
      case Answer.Created created -> created(created, AnswerJson.bytes(created));
      case Answer.Pending pending ->
          Response.status(Response.Status.ACCEPTED)
              .header(HttpHeaders.LOCATION, TASKS + pending.task())
              .type(JSON)
              .entity(AnswerJson.bytes(answer))
              .build();
      case Answer.Seen seen -> json(AnswerJson.bytes(seen));
      case Answer.Remembered remembered -> json(remembered.json());
      case Answer.Standing(ScheduleView view) -> created(view, AnswerJson.bytes(answer));
      case Answer.Refused refused -> of(refused.problem());
    };
  }

  /// The shorter answer to a delayed task.
  static Response ofDelayed(Answer answer) {
    return answer instanceof Answer.Created created
        ? created(created, JsonBytes.of(json -> TaskJson.delayed(created, json)))
        : of(answer);
  }

  /// A running task's cancellation is accepted, not done.
  static Response ofCancel(Answer answer) {
    return answer instanceof Answer.Seen seen && seen.view().cancelling()
        ? Response.status(Response.Status.ACCEPTED)
            .type(JSON)
            .entity(AnswerJson.bytes(answer))
            .build()
        : of(answer);
  }

  /// The schedule that was made.
  static Response created(ScheduleView schedule, byte[] json) {
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, SCHEDULES + schedule.id())
        .type(JSON)
        .entity(json)
        .build();
  }

  /// What was begun and is not done yet.
  static Response accepted(byte[] json) {
    return Response.status(Response.Status.ACCEPTED).type(JSON).entity(json).build();
  }

  static Response json(byte[] json) {
    return Response.ok(json, JSON).build();
  }

  static Response of(Problem problem) {
    var response = Response.status(problem.status()).type(PROBLEM).entity(problem.bytes());
    return problem.retryAfterSeconds() > 0
        ? response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds()).build()
        : response.build();
  }

  private static Response created(Answer.Created created, byte[] json) {
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, TASKS + created.task())
        .type(JSON)
        .entity(json)
        .build();
  }
}
