package io.tickwheel.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A real HTTP server that gives the prepared answers in order and remembers what it was asked.
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  record Asked(String method, String path, String body, Optional<String> idempotencyKey) {}

  private record Answer(int status, String body, Map<String, String> headers) {}

  ScriptedServer answers(int status, String body) {
    return answers(status, body, Map.of());
  }

  ScriptedServer answers(int status, String body, Map<String, String> headers) {
    answers.add(new Answer(status, body, headers));
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Asked> asked() {
    return asked;
  }

  Asked onlyAsked() {
    if (asked.size() != 1) {
      throw new AssertionError("asked " + asked);
    }
    return asked.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"))));
      Answer answer =
          Optional.ofNullable(answers.poll()).orElse(new Answer(500, "nothing prepared", Map.of()));
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
