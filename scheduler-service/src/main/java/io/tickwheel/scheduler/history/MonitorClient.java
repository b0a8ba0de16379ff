package io.tickwheel.scheduler.history;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;

/// Asks the monitor-service. Thread-safe; nothing here blocks.
public final class MonitorClient implements AutoCloseable {
  /// Marks requests that one service passes to another, so that they cannot go in circles.
  public static final String FORWARDED = "Tickwheel-Forwarded";

  private static final int CONNECTIONS_MAX = 32;
  private static final int CONNECT_MILLIS = 1_000;
  private static final long ANSWER_MILLIS = 5_000;

  private final URI monitor;
  private final HttpClient client;

  public MonitorClient(Vertx vertx, URI monitor) {
    this.monitor = monitor;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_MAX)
                .setConnectTimeout(CONNECT_MILLIS)
                .setSsl(isHttps()));
  }

  /// What the monitor-service answered.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Page(int status, Optional<String> mediaType, byte[] body) {}

  /// Fails when the monitor-service is not reachable.
  public Future<Page> get(String pathAndQuery) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(monitor.getHost())
            .setPort(port())
            .setURI(pathAndQuery)
            .setTimeout(ANSWER_MILLIS)
            .putHeader(FORWARDED, "scheduler");
    return client.request(options).compose(HttpClientRequest::send).compose(MonitorClient::page);
  }

  @Override
  public void close() {
    var _ = client.close();
  }

  private int port() {
    return monitor.getPort() >= 0 ? monitor.getPort() : isHttps() ? 443 : 80;
  }

  private boolean isHttps() {
    return "https".equals(monitor.getScheme());
  }

  private static Future<Page> page(HttpClientResponse response) {
    Optional<String> mediaType = Optional.ofNullable(response.getHeader("Content-Type"));
    return response
        .body()
        .map((Buffer body) -> new Page(response.statusCode(), mediaType, body.getBytes()));
  }
}
