package io.tickwheel.jetstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.opentest4j.TestAbortedException;

/// A nats-server of one test's own, on loopback, with JetStream, an fsync before each
/// acknowledgement and messages of up to 8 MB. It can be killed, restarted on what it stored, and
/// paused.
///
/// The binary that TICKWHEEL_NATS_SERVER names or that lies on the PATH is used; failing that, a
/// container, where a Docker engine answers; failing that, the test is skipped and says so. Keep
/// the server in a field with `@AutoClose`, which leaves alone what was never started.
public final class NatsServer implements AutoCloseable {
  /// A free port may be taken by somebody else before the server binds it.
  private static final int START_ATTEMPTS = 3;

  private final Engine engine;
  private final int port;
  private final int monitoringPort;

  /// How the server is run.
  interface Engine extends AutoCloseable {
    /// Returns when the server takes connections.
    void start() throws IOException;

    void kill() throws IOException;

    void pause() throws IOException;

    void resume() throws IOException;

    @Override
    void close() throws IOException;
  }

  private NatsServer(Engine engine, int port, int monitoringPort) {
    this.engine = engine;
    this.port = port;
    this.monitoringPort = monitoringPort;
  }

  public static NatsServer start() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      int monitoringPort = freePort();
      NatsServer server = new NatsServer(engine(port, monitoringPort), port, monitoringPort);
      try {
        server.engine.start();
        return server;
      } catch (IOException e) {
        server.close();
        if (attempt == START_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  public String url() {
    return "nats://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public URI monitoring() {
    return URI.create("http://127.0.0.1:" + monitoringPort);
  }

  /// SIGKILL.
  public void kill() throws IOException {
    engine.kill();
  }

  /// Starts a killed server again on the same port and store.
  public void restart() throws IOException {
    engine.start();
  }

  /// SIGSTOP.
  public void pause() throws IOException {
    engine.pause();
  }

  /// SIGCONT.
  public void resume() throws IOException {
    engine.resume();
  }

  /// Kills the server and deletes its store.
  @Override
  public void close() throws IOException {
    engine.close();
  }

  static String configuration(String listen, int port, int monitoringPort, String store) {
    return """
        listen: "%1$s:%2$d"
        http: "%1$s:%3$d"
        max_payload: 8MB
        write_deadline: "10s"
        jetstream {
          store_dir: "%4$s"
          sync_interval: always
        }
        """
        .formatted(listen, port, monitoringPort, store);
  }

  private static Engine engine(int port, int monitoringPort) throws IOException {
    return LocalNats.find()
        .map(binary -> (Engine) new LocalNats(binary, port, monitoringPort, ""))
        .or(() -> ContainerNats.find(port, monitoringPort))
        .orElseThrow(
            () ->
                new TestAbortedException(
                    "skipped: needs nats-server on the PATH, TICKWHEEL_NATS_SERVER, or Docker"));
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
