package io.tickwheel.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// The REST API as any program uses it. Thread-safe.
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;

  public Api(String base) {
    this.base = base;
  }

  /// A status and what came with it; `body` is a missing node when that was no JSON.
  public record Answer(int status, JsonNode body, String raw, String contentType) {
    public String text(String field) {
      return body.path(field).asText();
    }
  }

  public Answer get(String path) {
    return request("GET", path, "", Map.of());
  }

  public Answer post(String path, String body) {
    return request("POST", path, body, Map.of());
  }

  /// Any request; `Content-Type` is JSON unless `headers` say otherwise.
  public Answer request(String method, String path, String body, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    request.setHeader("Content-Type", "application/json");
    headers.forEach(request::setHeader);
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return send(request.build());
  }

  /// Submits, and returns the task's id. Throws when it was not accepted.
  public String submit(String path, String body) {
    Answer answer = post(path, body);
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "%s was answered %d: %s".formatted(path, answer.status(), answer.body()));
    }
    return answer.text("task_id");
  }

  /// The task when it is final, or as it is after `wait`.
  public JsonNode await(String task, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    Answer answer;
    do {
      long seconds = Math.clamp((end - System.nanoTime()) / 1_000_000_000, 1, 20);
      answer = get("/api/v1/tasks/" + task + "?wait=" + seconds + "s");
    } while (!isFinal(answer.text("status")) && System.nanoTime() < end);
    return answer.body();
  }

  public static boolean isFinal(String state) {
    return switch (state) {
      case "succeeded", "dead", "cancelled", "expired", "skipped", "lost" -> true;
      default -> false;
    };
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          read(response.body()),
          response.body(),
          response.headers().firstValue("Content-Type").orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(request + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request, e);
    }
  }

  private static JsonNode read(String body) {
    try {
      return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
