package io.tickwheel.alert;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.jetstream.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A nats-server with the streams that a scheduler would have made, and a place for a mail server.
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
  static final int PARTITIONS = 4;

  private @Nullable NatsServer server;

  @Override
  public Map<String, String> start() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      NatsServer started = NatsServer.start();
      server = started;
      try (NatsLink link = NatsLink.connect(started.url(), "test-topology")) {
        Topology.provision(link, PARTITIONS, 1);
      }
      return Map.of(
          "NATS_URL", started.url(),
          "ALERT_CHECK_INTERVAL", "1s",
          "tickwheel.data-dir", Files.createTempDirectory("tickwheel-alert-").toString(),
          "tickwheel.alert.group-interval", "2s",
          "tickwheel.alert.smtp-host", "127.0.0.1",
          "tickwheel.alert.smtp-port", Integer.toString(socket.getLocalPort()),
          "tickwheel.alert.email-to", "ops@example.com",
          "tickwheel.alert.nats-subject", "ops.alerts");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      if (server != null) {
        server.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
