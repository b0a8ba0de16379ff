package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.TreeMap;

/// Tells whether two requests under one idempotency key ask for the same. Blanks, the order of an
/// object's fields and the spelling of characters make no difference.
///
/// The hash of an object is that of its names and hashes of values, in the order of names; so the
/// hash of the whole is found from below without sorting any text.
public final class RequestHash {
  private static final JsonFactory JSON = new JsonFactory();

  private RequestHash() {}

  /// Of a body that [TaskIntake] has accepted, which bounds its depth.
  public static long of(byte[] body, int from, int length) {
    try (JsonParser parser = JSON.createParser(body, from, length)) {
      parser.nextToken();
      return ByteBuffer.wrap(value(parser)).getLong();
    } catch (IOException e) {
      throw new UncheckedIOException("accepted JSON cannot be read again", e);
    }
  }

  /// Of a packed specification.
  public static long of(byte[] spec) {
    return ByteBuffer.wrap(IdempotencyKey.sha256().digest(spec)).getLong();
  }

  private static byte[] value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> leaf('"', parser.getText());
      default -> leaf('v', parser.getText());
    };
  }

  private static byte[] object(JsonParser parser) throws IOException {
    var fields = new TreeMap<String, byte[]>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      fields.put(name, value(parser));
    }
    MessageDigest digest = IdempotencyKey.sha256();
    digest.update((byte) '{');
    fields.forEach(
        (name, hash) -> {
          digest.update(leaf('n', name));
          digest.update(hash);
        });
    return digest.digest();
  }

  private static byte[] array(JsonParser parser) throws IOException {
    MessageDigest digest = IdempotencyKey.sha256();
    digest.update((byte) '[');
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      digest.update(value(parser));
    }
    return digest.digest();
  }

  private static byte[] leaf(char kind, String text) {
    MessageDigest digest = IdempotencyKey.sha256();
    digest.update((byte) kind);
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return digest.digest();
  }
}
