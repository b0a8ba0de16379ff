package io.tickwheel.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tickwheel.model.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What changes a task goes by the REST API, which checks who may, and so does what only history
/// knows. One attempt per call, on purpose: a change that may have happened is not repeated
// blindly.
final class RestCalls {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int ANSWER_MILLIS = 15_000;

  /// Larger bodies are not a problem document.
  private static final int BODY_BYTES_MAX = 64 * 1024;

  /// A payload and an output at their largest, and room for the rest.
  private static final int TASK_BYTES_MAX = 4 * 1024 * 1024;

  /// Numbers beyond a double's are kept.
  private static final ObjectReader TASK =
      Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Supplier<URI> baseUrl;

  RestCalls(Supplier<URI> baseUrl) {
    this.baseUrl = baseUrl;
  }

  /// Throws [TaskRefusedException] for a refusal and UncheckedIOException when there was no answer.
  void post(TaskId task, String action) {
    URI url = baseUrl.get().resolve("/api/v1/tasks/" + task + "/" + action);
    try {
      HttpURLConnection call = (HttpURLConnection) url.toURL().openConnection();
      call.setRequestMethod("POST");
      call.setConnectTimeout(CONNECT_MILLIS);
      call.setReadTimeout(ANSWER_MILLIS);
      call.setInstanceFollowRedirects(false);
      call.setDoOutput(true);
      // Streaming keeps HttpURLConnection from repeating the request by itself.
      call.setFixedLengthStreamingMode(0);
      call.getOutputStream().close();
      int status = call.getResponseCode();
      if (status / 100 != 2) {
        throw refused(status, body(call.getErrorStream()));
      }
      body(call.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + url + ": " + e.getMessage(), e);
    }
  }

  /// The task as whoever knows it does; empty when nobody does. Throws UncheckedIOException when
  /// that cannot be said now.
  Optional<JsonNode> get(TaskId task) {
    URI url = baseUrl.get().resolve("/api/v1/tasks/" + task);
    try {
      HttpURLConnection call = (HttpURLConnection) url.toURL().openConnection();
      call.setConnectTimeout(CONNECT_MILLIS);
      call.setReadTimeout(ANSWER_MILLIS);
      call.setInstanceFollowRedirects(false);
      return switch (call.getResponseCode()) {
        case HttpURLConnection.HTTP_OK ->
            Optional.of(TASK.readTree(body(call.getInputStream(), TASK_BYTES_MAX)));
        case HttpURLConnection.HTTP_NOT_FOUND -> Optional.empty();
        default -> throw new IOException("status " + call.getResponseCode());
      };
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + url + ": " + e.getMessage(), e);
    }
  }

  private static byte[] body(@Nullable InputStream stream) throws IOException {
    return stream == null ? new byte[0] : body(stream, BODY_BYTES_MAX);
  }

  private static byte[] body(InputStream stream, int most) throws IOException {
    try (stream) {
      return stream.readNBytes(most);
    }
  }

  private static TaskRefusedException refused(int status, byte[] body) {
    try {
      JsonNode problem = Json.mapper().readTree(body);
      return new TaskRefusedException(
          problem.path("type").asText("http-" + status),
          problem.path("detail").asText(problem.path("title").asText("")));
    } catch (IOException e) {
      return new TaskRefusedException("http-" + status, "");
    }
  }
}
