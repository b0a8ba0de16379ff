package io.tickwheel.executor.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/// A response as far as we read it; `truncated` when it was longer than we keep.
record Answer(int status, MultiMap headers, Buffer body, boolean truncated, long durationMillis) {
  /// The value of the header, empty when there is none.
  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  /// The body, read as UTF-8.
  String text() {
    return body.toString(StandardCharsets.UTF_8);
  }
}
