package io.tickwheel.jetstream;

import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import java.nio.charset.StandardCharsets;

/// JetStream's answer to a publish, such as `{"stream":"TW_JOURNAL", "seq":7}`.
sealed interface Ack {
  record Stored(long sequence) implements Ack {}

  record Refused(int code, String text) implements Ack {}

  static Ack parse(byte[] json) {
    try {
      JsonValue answer = JsonParser.parse(json);
      JsonValue error = JsonValueUtils.readValue(answer, "error");
      if (error != null) {
        return new Refused(
            JsonValueUtils.readInteger(error, "err_code", 0),
            JsonValueUtils.readString(error, "description", "refused"));
      }
      long sequence = JsonValueUtils.readLong(answer, "seq", 0);
      return sequence > 0 ? new Stored(sequence) : new Refused(0, text(json));
    } catch (JsonParseException e) {
      return new Refused(0, text(json));
    }
  }

  private static String text(byte[] json) {
    return "not an acknowledgement: " + new String(json, StandardCharsets.UTF_8);
  }
}
