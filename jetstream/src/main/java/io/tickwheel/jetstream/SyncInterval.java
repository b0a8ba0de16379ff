package io.tickwheel.jetstream;

import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/// What a server's monitoring endpoint says about when it forces data to its disk.
final class SyncInterval {
  private static final int TIMEOUT_MILLIS = 2_000;

  private SyncInterval() {}

  static String read(URI monitoring) {
    try {
      return sentence(JsonParser.parse(fetch(monitoring.resolve("/varz"))));
    } catch (IOException | IllegalArgumentException e) {
      return "fsync as configured on the server";
    }
  }

  private static String sentence(JsonValue varz) {
    JsonValue jetStream = JsonValueUtils.readObject(varz, "jetstream");
    JsonValue config = JsonValueUtils.readObject(jetStream, "config");
    if (JsonValueUtils.readBoolean(config, "sync_always")) {
      return "fsync before each acknowledgement";
    }
    Duration interval = JsonValueUtils.readNanos(config, "sync_interval");
    return interval == null
        ? "fsync as configured on the server"
        : "fsync every " + interval.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static byte[] fetch(URI uri) throws IOException {
    var connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return body.readAllBytes();
    } finally {
      connection.disconnect();
    }
  }
}
