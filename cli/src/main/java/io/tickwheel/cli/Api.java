package io.tickwheel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Tickwheel's REST interface. HttpURLConnection, because it starts ten times faster than
/// java.net.http. Every failure ends in a [CliException] whose sentence says what to do.
final class Api {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 30_000;

  /// More than any page or payload the server gives.
  private static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;

  static {
    // The JDK would send a POST a second time when a connection breaks.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  private final String server;

  Api(String server) {
    this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    requireHttp(this.server);
  }

  Json get(String path) {
    return get(path, Duration.ZERO);
  }

  /// `wait` is how long the server may take on purpose.
  Json get(String path, Duration wait) {
    return call("GET", path, Optional.empty(), Map.of(), wait);
  }

  Json post(String path, Json body, Map<String, String> headers) {
    return call("POST", path, Optional.of(body), headers, Duration.ZERO);
  }

  Json delete(String path) {
    return call("DELETE", path, Optional.empty(), Map.of(), Duration.ZERO);
  }

  private Json call(
      String method, String path, Optional<Json> body, Map<String, String> headers, Duration wait) {
    try {
      HttpURLConnection connection = connect(method, path, headers, wait);
      send(connection, body);
      return answer(connection, path);
    } catch (ConnectException | UnknownHostException e) {
      throw CliException.unreachable(
          "no Tickwheel answers at %s; start it with ./tickwheel up, or name another with --server or TICKWHEEL_URL"
              .formatted(server));
    } catch (SocketTimeoutException e) {
      throw CliException.unreachable(
          "%s did not answer in time%s".formatted(server, maybeDone(method)));
    } catch (IOException e) {
      throw CliException.unreachable(
          "the connection to %s broke (%s)%s".formatted(server, e.getMessage(), maybeDone(method)));
    }
  }

  private HttpURLConnection connect(
      String method, String path, Map<String, String> headers, Duration wait) throws IOException {
    var connection = (HttpURLConnection) URI.create(server + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS + Math.toIntExact(wait.toMillis()));
    connection.setRequestProperty("Accept", "application/json, application/problem+json");
    headers.forEach(connection::setRequestProperty);
    return connection;
  }

  private static void send(HttpURLConnection connection, Optional<Json> body) throws IOException {
    if (body.isEmpty()) {
      return;
    }
    byte[] bytes = JsonText.compact(body.get()).getBytes(StandardCharsets.UTF_8);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes.length);
    try (var out = connection.getOutputStream()) {
      out.write(bytes);
    }
  }

  private Json answer(HttpURLConnection connection, String path) throws IOException {
    int status = connection.getResponseCode();
    String text = text(status < 400 ? connection.getInputStream() : connection.getErrorStream());
    if (status >= 400) {
      throw Problem.of(status, text, connection.getHeaderField("Retry-After")).asException();
    }
    if (status >= 300) {
      throw CliException.unreachable(
          "%s sends elsewhere (%s %s); it is not a Tickwheel server"
              .formatted(server, status, connection.getHeaderField("Location")));
    }
    try {
      return text.isBlank() ? new Json.Fields(Map.of()) : JsonText.read(text);
    } catch (IOException e) {
      throw CliException.unreachable(
          "%s%s answered something else than JSON; is it a Tickwheel server?"
              .formatted(server, path));
    }
  }

  private static String text(@org.jspecify.annotations.Nullable InputStream stream)
      throws IOException {
    if (stream == null) {
      return "";
    }
    try (stream) {
      byte[] bytes = stream.readNBytes(ANSWER_BYTES_MAX + 1);
      if (bytes.length > ANSWER_BYTES_MAX) {
        throw new IOException("an answer of more than 64 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static String maybeDone(String method) {
    return method.equals("POST")
        ? "; the request may have been carried out all the same (with --idempotency-key it is safe to send again)"
        : "";
  }

  private static void requireHttp(String server) {
    try {
      URI uri = new URI(server);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null) {
        return;
      }
    } catch (java.net.URISyntaxException e) {
      // falls through to the same sentence
    }
    throw CliException.usage(
        "'%s' is not a server's address; expected is one like http://127.0.0.1:8080"
            .formatted(server));
  }
}
