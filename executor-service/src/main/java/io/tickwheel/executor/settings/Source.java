package io.tickwheel.executor.settings;

import java.util.List;
import java.util.Optional;

/// Where settings come from.
public interface Source {
  Optional<String> value(String name);

  /// The names that are set, as they are written, whether we know them or not.
  List<Name> names();

  record Name(String name, boolean fromEnvironment) {}
}
