package io.tickwheel.jetstream;

import java.lang.System.Logger.Level;

/// This package's log: sentences for operators.
final class Log {
  private static final System.Logger LOGGER = System.getLogger("io.tickwheel.jetstream");

  private Log() {}

  static void debug(String sentence, Object... values) {
    if (LOGGER.isLoggable(Level.DEBUG)) {
      LOGGER.log(Level.DEBUG, sentence.formatted(values));
    }
  }

  static void info(String sentence, Object... values) {
    LOGGER.log(Level.INFO, sentence.formatted(values));
  }

  static void warn(String sentence, Object... values) {
    LOGGER.log(Level.WARNING, sentence.formatted(values));
  }

  static void error(String sentence, Throwable cause) {
    LOGGER.log(Level.ERROR, sentence, cause);
  }
}
