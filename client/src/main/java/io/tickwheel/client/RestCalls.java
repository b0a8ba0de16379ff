package io.tickwheel.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.model.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What changes a task goes by the REST API, which checks who may. One attempt per call, on
/// purpose: a change that may have happened is not repeated blindly.
final class RestCalls {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int ANSWER_MILLIS = 15_000;

  /// Larger bodies are not a problem document.
  private static final int BODY_BYTES_MAX = 64 * 1024;

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

  private static byte[] body(@Nullable InputStream stream) throws IOException {
    if (stream == null) {
      return new byte[0];
    }
    try (stream) {
      return stream.readNBytes(BODY_BYTES_MAX);
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
