package io.tickwheel.executor;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.jetstream.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A nats-server of the test's own with the streams that a scheduler would have made. With `AWAY`
// it
/// is killed before the executor starts, and left to the test to restart.
public final class NatsResource implements QuarkusTestResourceLifecycleManager {
  static final Map<String, String> AWAY = Map.of("away", "true");

  private @Nullable NatsServer server;
  private boolean away;

  @Override
  public void init(Map<String, String> arguments) {
    away = arguments.equals(AWAY);
  }

  @Override
  public Map<String, String> start() {
    try {
      NatsServer started = NatsServer.start();
      server = started;
      try (NatsLink link = NatsLink.connect(started.url(), "test-topology")) {
        Topology.provision(link, TestOwner.PARTITIONS, 1);
      }
      if (away) {
        started.kill();
      }
      Path folder = Files.createTempDirectory("tickwheel-executor-");
      return Map.of(
          "NATS_URL", started.url(),
          "LOG_DIR", folder.resolve("logs").toString(),
          "tickwheel.data-dir", folder.resolve("data").toString(),
          "tickwheel.instance", "tested",
          "tickwheel.executor.cancel-grace", "3s",
          "tickwheel.executor.drain-timeout", "1s",
          "tickwheel.executor.http.allow-loopback", "true");
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
