package io.tickwheel.jetstream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/// Three servers that replicate, each of which can be killed and restarted.
final class NatsCluster implements AutoCloseable {
  private static final int NODES = 3;

  private final List<LocalNats> nodes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  private NatsCluster() {}

  static NatsCluster start() throws IOException {
    Path binary =
        LocalNats.find()
            .orElseThrow(() -> new TestAbortedException("skipped: needs a nats-server binary"));
    int[] routes = new int[NODES];
    for (int i = 0; i < NODES; i++) {
      routes[i] = NatsServer.freePort();
    }
    NatsCluster cluster = new NatsCluster();
    for (int i = 0; i < NODES; i++) {
      int port = NatsServer.freePort();
      cluster.ports.add(port);
      cluster.nodes.add(new LocalNats(binary, port, NatsServer.freePort(), clustered(i, routes)));
    }
    for (LocalNats node : cluster.nodes) {
      node.start();
    }
    return cluster;
  }

  String url() {
    return ports.stream().map(port -> "nats://127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /// Kills the node of this name, such as `n1`.
  void kill(String name) {
    node(name).kill();
  }

  void restart(String name) throws IOException {
    node(name).start();
  }

  @Override
  public void close() throws IOException {
    for (LocalNats node : nodes) {
      node.close();
    }
  }

  private LocalNats node(String name) {
    return nodes.get(Integer.parseInt(name.substring(1)));
  }

  private static String clustered(int node, int[] routes) {
    String all =
        IntStream.of(routes)
            .mapToObj(port -> "\"nats://127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(", "));
    return """
        server_name: "n%d"
        cluster {
          name: "tickwheel-test"
          listen: "127.0.0.1:%d"
          no_advertise: true
          routes: [%s]
        }
        """
        .formatted(node, routes[node], all);
  }
}
