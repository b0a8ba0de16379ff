package io.tickwheel.executor.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/// MicroProfile Config: environment, system properties, files.
public record ConfiguredSource(Config config) implements Source {
  @Override
  public Optional<String> value(String name) {
    return Optional.ofNullable(config.getConfigValue(name).getValue());
  }

  @Override
  public List<Name> names() {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .map(name -> new Name(name, isFromEnvironment(name)))
        .toList();
  }

  private boolean isFromEnvironment(String name) {
    String source = config.getConfigValue(name).getSourceName();
    return source != null && source.startsWith("EnvConfigSource");
  }
}
