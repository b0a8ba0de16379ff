package io.tickwheel.monitor.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What the monitor is surrounded by in REST tests: no NATS at all, a scheduler and an alert
/// service that say what they were asked, and before the scheduler one that refuses connections.
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpServer> servers = List.of(server("scheduler"), server("alert"));

  @Override
  public Map<String, String> start() {
    servers.forEach(HttpServer::start);
    try {
      return Map.of(
          "NATS_URL",
          "nats://127.0.0.1:" + closedPort(),
          "tickwheel.data-dir",
          Files.createTempDirectory("tickwheel-monitor-").toString(),
          "tickwheel.monitor.scheduler-urls",
          "http://127.0.0.1:" + closedPort() + "," + url(servers.get(0)),
          "tickwheel.monitor.alert-url",
          url(servers.get(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    servers.forEach(server -> server.stop(0));
    threads.close();
  }

  private HttpServer server(String name) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", exchange -> echo(name, exchange));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says what it was asked: `NAME METHOD URI`, headers, an empty line, the body.
  private static void echo(String name, HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/hang-up")) {
      exchange.close();
      return;
    }
    var text = new StringBuilder(name + " " + exchange.getRequestMethod() + " " + uri + "\n");
    new TreeMap<>(exchange.getRequestHeaders())
        .forEach((header, values) -> text.append(header).append(": ").append(values).append('\n'));
    byte[] head = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Tickwheel-Test", "kept");
    exchange.getResponseHeaders().set("Keep-Alive", "timeout=7");
    if (path.endsWith("/nothing")) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      exchange.sendResponseHeaders(path.endsWith("/teapot") ? 418 : 200, 0);
      exchange.getResponseBody().write(head);
      exchange.getRequestBody().transferTo(exchange.getResponseBody());
    }
    exchange.close();
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
