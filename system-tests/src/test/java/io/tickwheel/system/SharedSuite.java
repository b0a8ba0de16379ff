package io.tickwheel.system;

import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests that leave processes alone one suite to share: started by the first, ended after the
/// last. Has two schedulers, two executors and a monitor; a [Sink] for callbacks comes with it.
final class SharedSuite implements ParameterResolver {
  private static final Namespace OURS = Namespace.create(SharedSuite.class);

  private record Shared(Cluster cluster, Sink sink) implements AutoCloseable {
    static Shared start() {
      Needs.suite();
      try {
        return new Shared(Cluster.start(Cluster.Size.of(2, 2), Map.of()), new Sink());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      sink.close();
      cluster.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Cluster.class || type == Sink.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(OURS)
            .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class);
    return parameter.getParameter().getType() == Cluster.class ? shared.cluster() : shared.sink();
  }
}
