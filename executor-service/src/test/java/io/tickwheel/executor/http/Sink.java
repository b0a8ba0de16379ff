package io.tickwheel.executor.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A receiver of callbacks that says exactly the bytes it is told to, however wrong they are.
final class Sink implements AutoCloseable {
  private static final int WAIT_SECONDS = 20;

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final Semaphore hangUps = new Semaphore(0);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Script script = out -> true;

  private Sink(ServerSocket server) {
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  static Sink open() {
    try {
      return new Sink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  int connections() {
    return connections.get();
  }

  void answers(String bytes) {
    script =
        out -> {
          out.write(bytes.getBytes(ISO_8859_1));
          return true;
        };
  }

  void answersAndHangsUp(String bytes) {
    script =
        out -> {
          out.write(bytes.getBytes(ISO_8859_1));
          return false;
        };
  }

  void answersEndlessly(String head, String chunkHead, int chunkBytes) {
    byte[] chunk = (chunkHead + "x".repeat(chunkBytes) + "\r\n").getBytes(ISO_8859_1);
    script =
        out -> {
          out.write(head.getBytes(ISO_8859_1));
          while (true) {
            out.write(chunk);
          }
        };
  }

  void staysSilent() {
    script = out -> true;
  }

  String lastRequest() {
    return awaitRequest();
  }

  String awaitRequest() {
    try {
      String request = requests.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("no request came");
      }
      return request;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void awaitHangUp() {
    try {
      if (!hangUps.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the caller did not hang up");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      while (true) {
        String request = read(in);
        if (request.isEmpty()) {
          break;
        }
        requests.add(request);
        if (!script.answer(socket.getOutputStream())) {
          return;
        }
      }
    } catch (IOException e) {
      // The caller hung up in the middle, which some tests wait for.
    }
    hangUps.release();
  }

  /// One request, head and body; empty at the end of the connection.
  private static String read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.append((char) b);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length: ");
    int length = at < 0 ? 0 : Integer.parseInt(lower.substring(at + 16, lower.indexOf("\r\n", at)));
    return head + new String(in.readNBytes(length), ISO_8859_1);
  }

  private interface Script {
    /// Returns whether the connection stays open.
    boolean answer(OutputStream out) throws IOException;
  }
}
