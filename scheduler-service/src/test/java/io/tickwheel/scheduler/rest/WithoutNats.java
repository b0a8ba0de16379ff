package io.tickwheel.scheduler.rest;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The service with owners in memory, no NATS, and a monitor-service that remembers one task.
public final class WithoutNats implements QuarkusTestProfile {
  static final String REMEMBERED = "01939a3b-1234-7001-8000-000000000001";

  /// A task that the monitor-service has not come to yet.
  static final String NOT_YET = "01939a3b-1234-7001-8000-000000000002";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "NATS_URL", "nats://127.0.0.1:1",
        "MAX_RETRIES", "5",
        "tickwheel.scheduler.monitor-url", "http://127.0.0.1:" + monitor(),
        "quarkus.log.category.\"io.tickwheel.jetstream\".level", "OFF");
  }

  /// Starts the monitor and returns its port; it ends with the test's process.
  private static int monitor() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/api/v1/",
          exchange -> {
            boolean known = exchange.getRequestURI().getPath().endsWith(REMEMBERED);
            boolean list = exchange.getRequestURI().getPath().endsWith("/dlq");
            byte[] body =
                (list
                        ? "{\"tasks\":[],\"query\":\"" + exchange.getRequestURI().getQuery() + "\"}"
                        : "{\"task_id\":\"" + REMEMBERED + "\",\"status\":\"succeeded\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            boolean notYet = exchange.getRequestURI().getPath().endsWith(NOT_YET);
            int status = known || list ? 200 : notYet ? 503 : 404;
            exchange.sendResponseHeaders(status, body.length);
            try (var out = exchange.getResponseBody()) {
              out.write(body);
            }
          });
      server.start();
      return server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
