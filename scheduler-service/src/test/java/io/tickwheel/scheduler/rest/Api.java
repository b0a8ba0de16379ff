package io.tickwheel.scheduler.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// The API as a client sees it.
record Api(URL base, HttpClient client) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Api at(URL base) {
    return new Api(base, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  record Response(int status, String body, HttpResponse<String> http) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    String text(String field) throws IOException {
      return json().path(field).asText();
    }

    /// The last part of a problem's type.
    String problem() throws IOException {
      if (!header("Content-Type").startsWith("application/problem+json")) {
        throw new AssertionError("no problem: " + status + " " + body);
      }
      return text("type").replaceAll(".*/", "");
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  Response get(String path) throws Exception {
    return send("GET", path, Optional.empty());
  }

  Response post(String path, String body, String... headers) throws Exception {
    return send("POST", path, Optional.of(BodyPublishers.ofString(body)), headers);
  }

  Response send(String method, String path, Optional<BodyPublisher> body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/$", "") + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body.orElse(BodyPublishers.noBody()));
    boolean typed = false;
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
      typed |= headers[i].equals("Content-Type");
    }
    if (body.isPresent() && !typed) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return new Response(response.statusCode(), response.body(), response);
  }
}
