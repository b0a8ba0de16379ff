package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.model.Payload;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.TreeMap;

/// Tells whether two requests under one idempotency key ask for the same, whichever way they came:
/// the hash is of the packed specification and of the [Terms] in which it was asked for. Blanks,
// the
/// order of an object's fields and the spelling of characters make no difference, in the payload
/// either.
///
/// The hash of an object is that of its names and hashes of values, in the order of names; so the
/// hash of a payload is found from below without sorting any text.
public final class RequestHash {
  private static final JsonFactory JSON = new JsonFactory();

  private RequestHash() {}

  /// Throws IllegalArgumentException when the terms leave open what the specification needs.
  public static long of(TaskSpec spec, Terms terms) {
    TaskSpec said =
        spec.withPayload(Payload.EMPTY)
            .withRetry(spec.retry().filled(terms.openRetry(), RetryPolicy.DEFAULT))
            .withStartDeadlineMillis(0);
    MessageDigest digest = IdempotencyKey.sha256();
    digest.update(payload(spec.payload().bytes()));
    digest.update(terms(terms));
    digest.update(PackedSpec.pack(said).bytes());
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static byte[] terms(Terms terms) {
    long open = 0;
    for (RetryPolicy.Part part : terms.openRetry()) {
      open |= 1L << part.ordinal();
    }
    return ByteBuffer.allocate(5 * Long.BYTES)
        .putLong(terms.runAtMillis())
        .putLong(terms.delayMillis())
        .putLong(terms.startDeadline().millis())
        .putLong(terms.startDeadline().afterDue() ? 1 : 0)
        .putLong(open)
        .array();
  }

  /// Whoever submits packed tasks may send payloads that are no JSON: those are taken as they are.
  private static byte[] payload(byte[] text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != null) {
        byte[] hash = value(parser);
        if (parser.nextToken() == null) {
          return hash;
        }
      }
    } catch (IOException e) {
      // no JSON
    }
    return leaf('b', text);
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
    return leaf(kind, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] leaf(char kind, byte[] text) {
    MessageDigest digest = IdempotencyKey.sha256();
    digest.update((byte) kind);
    digest.update(text);
    return digest.digest();
  }
}
