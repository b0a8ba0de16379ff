package io.tickwheel.jetstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A wire to a server that can be cut, and on which the server's answers can be swallowed.
public final class FaultProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket listening;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean mute;

  public FaultProxy(int targetPort) throws IOException {
    target = targetPort;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public String url() {
    return "nats://127.0.0.1:" + listening.getLocalPort();
  }

  /// From now on what the server says is lost, on all connections that exist.
  public void muteServer() {
    mute = true;
  }

  /// Breaks all connections; new ones work again.
  public void cut() throws IOException {
    List<Socket> broken = List.copyOf(sockets);
    sockets.removeAll(broken);
    for (Socket socket : broken) {
      socket.close();
    }
    mute = false;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        join(listening.accept());
      } catch (IOException e) {
        // closed; the loop ends
      }
    }
  }

  private void join(Socket client) throws IOException {
    Socket server;
    try {
      server = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException e) {
      client.close();
      return;
    }
    sockets.addAll(List.of(client, server));
    Thread.ofVirtual().start(() -> copy(client, server, false));
    Thread.ofVirtual().start(() -> copy(server, client, true));
  }

  private void copy(Socket from, Socket to, boolean fromServer) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!(fromServer && mute)) {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // the other side learns below
    }
    closeQuietly(from);
    closeQuietly(to);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
