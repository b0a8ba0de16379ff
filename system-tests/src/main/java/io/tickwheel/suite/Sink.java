package io.tickwheel.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/// A local HTTP server that callbacks go to. Remembers each call, and answers as it was told to.
public final class Sink implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, IntUnaryOperator> answers = new ConcurrentHashMap<>();
  private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();

  /// A call's body, its task and attempt, and when it came.
  public record Call(String task, int attempt, String body, long atMillis) {}

  public Sink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /// `status` gets the number of the call to this path, from 1, and gives the answer's status.
  public void answer(String path, IntUnaryOperator status) {
    answers.put(path, status);
  }

  public List<Call> calls(String path) {
    return calls.getOrDefault(path, List.of());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    long now = System.currentTimeMillis();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body =
          new String(
              exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      String task = String.valueOf(exchange.getRequestHeaders().getFirst("Tickwheel-Task-Id"));
      String attempt = exchange.getRequestHeaders().getFirst("Tickwheel-Attempt");
      List<Call> known = calls.computeIfAbsent(path, p -> new CopyOnWriteArrayList<>());
      known.add(new Call(task, attempt == null ? 0 : Integer.parseInt(attempt), body, now));
      int status = answers.getOrDefault(path, n -> 200).applyAsInt(known.size());
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
