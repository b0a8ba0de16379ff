package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// A JSON body, read token by token: no tree is built, nothing is read by reflection. Whatever is
/// wrong with the text becomes a [Refusal].
final class JsonInput {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(IntakeLimits.JSON_DEPTH_MAX)
                  .maxNameLength(IntakeLimits.JSON_NAME_MAX)
                  .maxNumberLength(IntakeLimits.JSON_NUMBER_MAX)
                  .maxStringLength(IntakeLimits.BODY_BYTES_MAX)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final byte[] bytes;
  private final int from;
  private final JsonParser parser;

  private JsonInput(byte[] bytes, int from, JsonParser parser) {
    this.bytes = bytes;
    this.from = from;
    this.parser = parser;
  }

  /// What to do with the value of the field `name`, on which the parser stands.
  interface FieldReader {
    void read(String name) throws IOException, Refusal;
  }

  interface BodyReader {
    void read(JsonInput body) throws IOException, Refusal;
  }

  /// Hands a body that must be one JSON value, standing on its first token, to `reader`. Answers
  /// what is wrong with it, or empty.
  static Optional<Problem> read(byte[] bytes, int from, int length, BodyReader reader) {
    try (JsonParser parser = JSON.createParser(bytes, from, length)) {
      if (parser.nextToken() == null) {
        throw Refusal.of(ProblemKind.MALFORMED_JSON, "The body is empty.");
      }
      if (parser.currentTokenLocation().getByteOffset() < 0) {
        throw Refusal.of(ProblemKind.MALFORMED_JSON, "The body is not encoded as UTF-8.");
      }
      reader.read(new JsonInput(bytes, from, parser));
      if (parser.nextToken() != null) {
        throw Refusal.of(
            ProblemKind.MALFORMED_JSON, "Something follows after the end of the JSON value.");
      }
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal.problem());
    } catch (IOException e) {
      return Optional.of(unreadable(e));
    }
  }

  JsonParser parser() {
    return parser;
  }

  JsonToken token() {
    return parser.currentToken();
  }

  /// Reads the object on which the parser stands.
  void object(String path, FieldReader fields) throws IOException, Refusal {
    if (token() != JsonToken.START_OBJECT) {
      throw path.isEmpty()
          ? Refusal.of(
              ProblemKind.MALFORMED_JSON, "The body is " + found() + ", not a JSON object.")
          : wrongType(path, "an object");
    }
    String name = parser.nextFieldName();
    while (name != null) {
      parser.nextToken();
      fields.read(name);
      name = parser.nextFieldName();
    }
  }

  /// Passes the value on which the parser stands, unread.
  void skip() throws IOException {
    parser.skipChildren();
  }

  /// Passes the value on which the parser stands and returns its text as it was sent. Numbers that
  /// no double can hold are refused: most readers of JSON would take them for infinite.
  byte[] raw(String path, int bytesMax) throws IOException, Refusal {
    int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    checkNumber(path);
    if (token().isStructStart()) {
      passStructure(path);
    } else {
      parser.finishToken();
    }
    int end = Math.toIntExact(parser.currentLocation().getByteOffset());
    if (end - start > bytesMax) {
      throw Refusal.of(
          ProblemKind.TOO_LARGE,
          "%s has %s bytes.".formatted(path, end - start),
          path,
          "at most " + bytesMax + " bytes of JSON");
    }
    return Arrays.copyOfRange(bytes, from + start, from + end);
  }

  Refusal wrongType(String path, String accepted) throws IOException {
    return Refusal.invalid(path, "is " + found(), accepted);
  }

  private void passStructure(String path) throws IOException, Refusal {
    int open = 1;
    while (open > 0) {
      JsonToken next = parser.nextToken();
      if (next == null) {
        throw Refusal.of(ProblemKind.MALFORMED_JSON, "The body ends within " + path + ".");
      } else if (next.isStructStart()) {
        open++;
      } else if (next.isStructEnd()) {
        open--;
      } else {
        checkNumber(path);
      }
    }
  }

  private void checkNumber(String path) throws IOException, Refusal {
    if (token().isNumeric()
        && parser.getTextLength() > 17
        && Double.isInfinite(parser.getDoubleValue())) {
      throw hugeNumber(path);
    }
    if (token() == JsonToken.VALUE_NUMBER_FLOAT && Double.isInfinite(parser.getDoubleValue())) {
      throw hugeNumber(path);
    }
  }

  private static Refusal hugeNumber(String path) {
    return Refusal.invalid(path, "holds a number beyond the range of a double", "finite numbers");
  }

  private String found() throws IOException {
    return switch (token()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the text '" + Problem.shown(parser.getText()) + "'";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + Problem.shown(parser.getText());
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          "no JSON value";
    };
  }

  private static Problem unreadable(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return Problem.of(
          ProblemKind.MALFORMED_JSON,
          "The JSON goes beyond a limit: at most %s levels, names of %s and numbers of %s characters."
              .formatted(
                  IntakeLimits.JSON_DEPTH_MAX,
                  IntakeLimits.JSON_NAME_MAX,
                  IntakeLimits.JSON_NUMBER_MAX));
    }
    if (e instanceof JsonParseException bad) {
      var at = bad.getLocation();
      return Problem.of(
          ProblemKind.MALFORMED_JSON,
          "The body is not JSON at line %s, column %s."
              .formatted(at.getLineNr(), at.getColumnNr()));
    }
    return Problem.of(ProblemKind.MALFORMED_JSON, "The body is not JSON encoded as UTF-8.");
  }
}
