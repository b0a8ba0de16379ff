package io.tickwheel.scheduler.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwheel.scheduler.gateway.Answer;
import io.tickwheel.scheduler.view.JsonBytes;
import io.tickwheel.scheduler.view.ScheduleJson;
import io.tickwheel.scheduler.view.TaskJson;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the tasks of a batch were answered, in their order. Kept as bytes, which take less room.
final class BatchAnswers {
  static final MediaType LINES = new MediaType("application", "x-ndjson");

  private static final byte[] NOTHING = {};

  private final List<byte[]> answers = new ArrayList<>();
  private int accepted;

  int count() {
    return answers.size();
  }

  /// Makes room for the next task's answer.
  int reserve() {
    answers.add(NOTHING);
    return answers.size() - 1;
  }

  void set(int index, Answer answer) {
    accepted += answer instanceof Answer.Refused ? 0 : 1;
    answers.set(index, JsonBytes.of(json -> write(index, answer, json)));
  }

  /// One object with all answers.
  byte[] json() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        ascii(
            "{\"accepted\":%s,\"refused\":%s,\"results\":["
                .formatted(accepted, answers.size() - accepted)));
    for (int i = 0; i < answers.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(answers.get(i));
    }
    out.writeBytes(ascii("]}"));
    return out.toByteArray();
  }

  /// One answer a line.
  byte[] lines() {
    var out = new ByteArrayOutputStream();
    for (byte[] answer : answers) {
      out.writeBytes(answer);
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static void write(int index, Answer answer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", index);
    switch (answer) {
      case Answer.Created created -> TaskJson.briefly(created, json);
      case Answer.Pending pending -> {
        json.writeStringField("task_id", pending.task().toString());
        json.writeStringField("status", "accepted");
      }
      case Answer.Standing standing -> ScheduleJson.briefly(standing.schedule(), json);
      case Answer.Refused refused -> {
        json.writeFieldName("error");
        json.writeRawValue(refused.problem().json());
      }
      case Answer.Seen seen -> throw new IllegalStateException("not a submission's: " + seen);
      case Answer.Remembered other ->
          throw new IllegalStateException("not a submission's: " + other);
    }
    json.writeEndObject();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
