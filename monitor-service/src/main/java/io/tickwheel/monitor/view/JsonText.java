package io.tickwheel.monitor.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.tickwheel.model.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/// Writes JSON into an array, field by field.
public final class JsonText {
  public static final String MEDIA_TYPE = "application/json";

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonGenerator out;

  private JsonText(JsonGenerator out) {
    this.out = out;
  }

  /// What goes into the array.
  public interface Content {
    void write(JsonText json);
  }

  private interface Write {
    void run() throws IOException;
  }

  public static byte[] bytes(Content content) {
    var bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      content.write(new JsonText(out));
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /// An object begins: at the top, or as an array's element.
  public JsonText open() {
    return write(out::writeStartObject);
  }

  public JsonText open(String name) {
    return write(() -> out.writeObjectFieldStart(name));
  }

  public JsonText close() {
    return write(out::writeEndObject);
  }

  public JsonText openList(String name) {
    return write(() -> out.writeArrayFieldStart(name));
  }

  public JsonText closeList() {
    return write(out::writeEndArray);
  }

  public JsonText text(String name, String value) {
    return write(() -> out.writeStringField(name, value));
  }

  /// An element of a list.
  public JsonText text(String value) {
    return write(() -> out.writeString(value));
  }

  public JsonText number(String name, long value) {
    return write(() -> out.writeNumberField(name, value));
  }

  /// An element of a list.
  public JsonText number(long value) {
    return write(() -> out.writeNumber(value));
  }

  /// Rounded to three places.
  public JsonText number(String name, double value) {
    return write(() -> out.writeNumberField(name, Math.round(value * 1000) / 1000.0));
  }

  public JsonText truth(String name, boolean value) {
    return write(() -> out.writeBooleanField(name, value));
  }

  /// Left out when `millis` is 0.
  public JsonText time(String name, long millis) {
    return millis == 0 ? this : text(name, time(millis));
  }

  /// Left out when there are none.
  public JsonText texts(String name, Map<String, String> texts) {
    if (texts.isEmpty()) {
      return this;
    }
    open(name);
    new TreeMap<>(texts).forEach(this::text);
    return close();
  }

  /// Content that is JSON is written as it is, everything else as text.
  public JsonText content(String name, Payload content) {
    return write(
        () -> {
          out.writeFieldName(name);
          if (isJson(content.bytes())) {
            out.writeRawValue(content.text());
          } else {
            out.writeString(content.text());
          }
        });
  }

  public static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  private static boolean isJson(byte[] bytes) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private JsonText write(Write write) {
    try {
      write.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
  }
}
