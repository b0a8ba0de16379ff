package io.tickwheel.alert;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A real receiver of webhooks: answers 204, or what was prepared, and remembers what it got.
public final class HttpSink implements AutoCloseable {
  private final HttpServer server;
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private volatile int answeredAtMost = Integer.MAX_VALUE;

  public record Got(String path, Map<String, List<String>> headers, String body) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }
  }

  private record Answer(int status, Map<String, String> headers) {}

  public HttpSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  public List<Got> got() {
    return got;
  }

  public HttpSink answers(int status) {
    return answers(status, Map.of());
  }

  public synchronized HttpSink answers(int status, Map<String, String> headers) {
    answers.add(new Answer(status, headers));
    return this;
  }

  /// Requests after so many are taken but not answered, until the release.
  public void holdAfter(int requests) {
    answeredAtMost = requests;
  }

  public void release() {
    gate.countDown();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
  }

  private synchronized Answer next() {
    return Optional.ofNullable(answers.poll()).orElse(new Answer(204, Map.of()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Headers headers = new Headers();
      headers.putAll(exchange.getRequestHeaders());
      got.add(new Got(exchange.getRequestURI().toString(), headers, body));
      if (got.size() > answeredAtMost) {
        gate.await();
      }
      Answer answer = next();
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(answer.status(), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
