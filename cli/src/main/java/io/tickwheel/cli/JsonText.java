package io.tickwheel.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// JSON values from and to their text. Reading throws IOException with the place of the mistake.
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  static Json read(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IOException("nothing there");
      }
      Json value = value(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return value;
    }
  }

  static String compact(Json value) {
    return write(value, false);
  }

  static String pretty(Json value) {
    return write(value, true);
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> items(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Figure(parser.getText());
      case VALUE_TRUE -> new Json.Flag(true);
      case VALUE_FALSE -> new Json.Flag(false);
      case VALUE_NULL -> new Json.Nothing();
      default -> new Json.Text(parser.getText());
    };
  }

  private static Json fields(JsonParser parser) throws IOException {
    var fields = new LinkedHashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return new Json.Fields(fields);
  }

  private static Json items(JsonParser parser) throws IOException {
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Items(items);
  }

  private static String write(Json value, boolean pretty) {
    var text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      if (pretty) {
        generator.setPrettyPrinter(
            new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));
      }
      write(value, generator);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private static void write(Json value, JsonGenerator generator) throws IOException {
    switch (value) {
      case Json.Text text -> generator.writeString(text.value());
      case Json.Figure figure -> generator.writeNumber(figure.spelling());
      case Json.Flag flag -> generator.writeBoolean(flag.value());
      case Json.Nothing nothing -> generator.writeNull();
      case Json.Items items -> {
        generator.writeStartArray();
        for (Json item : items.values()) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
      case Json.Fields fields -> {
        generator.writeStartObject();
        for (var field : fields.values().entrySet()) {
          generator.writeFieldName(field.getKey());
          write(field.getValue(), generator);
        }
        generator.writeEndObject();
      }
    }
  }
}
