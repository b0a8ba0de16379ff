package io.tickwheel.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Calls the service as a user would.
final class Rest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;

  Rest(URI server) {
    this.server = server;
  }

  record Answer(int status, String type, String text) {
    JsonNode json() throws IOException {
      return JSON.readTree(text);
    }
  }

  Answer get(String path) throws IOException {
    return call("GET", path, "");
  }

  Answer call(String method, String path, String body) throws IOException {
    return call(method, path, body, "application/json");
  }

  Answer call(String method, String path, String body, String type) throws IOException {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String answered = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), answered, response.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
