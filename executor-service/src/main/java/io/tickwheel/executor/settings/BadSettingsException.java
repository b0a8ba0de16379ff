package io.tickwheel.executor.settings;

import java.util.List;

/// The service cannot start like this. The message has a line per mistake: name, value, and what is
/// accepted.
public final class BadSettingsException extends RuntimeException {
  BadSettingsException(List<String> mistakes) {
    super(String.join("\n", mistakes));
  }
}
