package io.tickwheel.bench.suite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/// Sixty-four connections that each send a request, wait for its answer, and send the next. Written
/// on plain sockets, so that the load costs the machine less than the server does.
final class RestLoad {
  private static final int CONNECTIONS = 64;

  private final int port;

  RestLoad(int port) {
    this.port = port;
  }

  String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.length(), body);
  }

  String get(String path) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
  }

  /// Answers of status 2xx per second. Throws when another status comes.
  double rate(String request, Duration time) throws InterruptedException {
    LongAdder answers = new LongAdder();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.add(Thread.ofPlatform().start(() -> converse(request, end, answers)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return answers.sum() / ((System.nanoTime() - begin) / 1e9);
  }

  private void converse(String request, long end, LongAdder answers) {
    byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
      while (System.nanoTime() < end) {
        out.write(bytes);
        readAnswer(in);
        answers.increment();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readAnswer(InputStream in) throws IOException {
    String status = readLine(in);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException("answered " + status);
    }
    int length = 0;
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
