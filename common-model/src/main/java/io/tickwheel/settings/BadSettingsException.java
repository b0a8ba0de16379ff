package io.tickwheel.settings;

import java.util.List;

/// The settings cannot be used; one sentence for each that is wrong.
public final class BadSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadSettingsException(List<String> sentences) {
    super(String.join("\n", sentences));
  }
}
