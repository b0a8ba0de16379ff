package io.tickwheel.scheduler.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A [Problem] as `application/problem+json`.
public final class ProblemJson {
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonFactory JSON = new JsonFactory();

  private ProblemJson() {}

  public static byte[] bytes(Problem problem) {
    var bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(problem, json);
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  public static void write(Problem problem, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", problem.kind().type());
    json.writeStringField("title", problem.kind().title());
    json.writeNumberField("status", problem.status());
    json.writeStringField("detail", problem.detail());
    if (problem.field().isPresent()) {
      json.writeStringField("field", problem.field().get());
    }
    if (problem.accepted().isPresent()) {
      json.writeStringField("accepted", problem.accepted().get());
    }
    if (problem.retryAfterSeconds() > 0) {
      json.writeNumberField("retry_after_seconds", problem.retryAfterSeconds());
    }
    json.writeEndObject();
  }
}
