package io.tickwheel.cli;

/// Ends the command with one sentence for the user and an [ExitCode].
final class CliException extends RuntimeException {
  private final int exitCode;

  private CliException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  static CliException usage(String message) {
    return new CliException(message, ExitCode.USAGE);
  }

  static CliException refused(String message) {
    return new CliException(message, ExitCode.REFUSED);
  }

  /// The same request may do better later.
  static CliException unreachable(String message) {
    return new CliException(message, ExitCode.UNREACHABLE);
  }

  int exitCode() {
    return exitCode;
  }
}
