package io.tickwheel.scheduler.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes JSON into an array.
public final class JsonBytes {
  public static final String MEDIA_TYPE = "application/json";

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private JsonBytes() {}

  /// What goes into the array.
  @FunctionalInterface
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  public static byte[] of(Content content) {
    try (var bytes = new ByteArrayBuilder(JSON._getBufferRecycler())) {
      try (JsonGenerator json = JSON.createGenerator(bytes)) {
        content.write(json);
      }
      return bytes.getClearAndRelease();
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
  }

  static void time(JsonGenerator json, String field, long millis) throws IOException {
    json.writeStringField(field, time(millis));
  }

  public static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }
}
