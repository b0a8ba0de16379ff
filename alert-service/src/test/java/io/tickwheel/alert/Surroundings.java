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
/// With `NATS_AWAY` the server is killed before the service starts, and left to the test to
// restart.
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
  static final Map<String, String> NATS_AWAY = Map.of("nats", "away");
  static final int PARTITIONS = 4;

  private @Nullable NatsServer server;
  private boolean away;

  @Override
  public void init(Map<String, String> arguments) {
    away = arguments.equals(NATS_AWAY);
  }

  @Override
  public Map<String, String> start() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      NatsServer started = NatsServer.start();
      server = started;
      try (NatsLink link = NatsLink.connect(started.url(), "test-topology")) {
        Topology.provision(link, PARTITIONS, 1);
      }
      if (away) {
        started.kill();
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
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(NatsServer.class));
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
