package io.tickwheel.jetstream;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/// nats-server in a container, on fixed ports so that it can come back after a kill.
final class ContainerNats implements NatsServer.Engine {
  private static final DockerImageName IMAGE = DockerImageName.parse("nats:2.12-alpine");
  private static final String CONFIGURATION = "/etc/nats/tickwheel.conf";

  private final GenericContainer<?> container;
  private boolean created;

  private ContainerNats(int port, int monitoringPort) {
    String text = NatsServer.configuration("0.0.0.0", port, monitoringPort, "/data");
    container =
        new GenericContainer<>(IMAGE)
            .withCommand("-c", CONFIGURATION)
            .withCopyToContainer(Transferable.of(text), CONFIGURATION)
            .withExposedPorts(port, monitoringPort)
            .waitingFor(Wait.forLogMessage(".*Server is ready.*", 1));
    container.setPortBindings(
        List.of(
            "127.0.0.1:%1$d:%1$d".formatted(port),
            "127.0.0.1:%1$d:%1$d".formatted(monitoringPort)));
  }

  static Optional<NatsServer.Engine> find(int port, int monitoringPort) {
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.of(new ContainerNats(port, monitoringPort))
        : Optional.empty();
  }

  @Override
  public void start() {
    if (created) {
      docker().startContainerCmd(container.getContainerId()).exec();
    } else {
      container.start();
      created = true;
    }
  }

  @Override
  public void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void pause() {
    docker().pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() {
    docker().unpauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void close() throws IOException {
    container.close();
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }
}
