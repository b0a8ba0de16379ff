package io.tickwheel.scheduler.view;

import io.tickwheel.scheduler.gateway.Answer;

/// An [Answer] as users read it.
public final class AnswerJson {
  private AnswerJson() {}

  public static byte[] bytes(Answer answer) {
    return switch (answer) {
      case Answer.Created created -> JsonBytes.of(json -> TaskJson.created(created, json));
      case Answer.Pending pending -> JsonBytes.of(json -> TaskJson.pending(pending.task(), json));
      case Answer.Seen seen -> JsonBytes.of(json -> TaskJson.view(seen.view(), json));
      case Answer.Remembered remembered -> remembered.json();
      case Answer.Standing standing ->
          JsonBytes.of(json -> ScheduleJson.created(standing.schedule(), json));
      case Answer.Refused refused -> refused.problem().bytes();
    };
  }
}
