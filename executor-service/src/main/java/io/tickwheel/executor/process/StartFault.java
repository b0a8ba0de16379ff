package io.tickwheel.executor.process;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the operating system's reason out of Java's message for a process that did not start.
final class StartFault {
  private static final Pattern ERROR = Pattern.compile("error[=:] ?(\\d+),? ?\\(?([^)]*)\\)?");

  /// EAGAIN, ENOMEM, ENFILE, EMFILE: the machine is short of something right now.
  private static final Set<Integer> PASSING = Set.of(11, 12, 23, 24);

  private StartFault() {}

  static NotStarted of(IOException fault) {
    String message = String.valueOf(fault.getMessage());
    Matcher error = ERROR.matcher(message);
    if (!error.find()) {
      return NotStarted.forNow("the process did not start: %s", message);
    }
    String said = "the process did not start: %s (error %s)";
    return PASSING.contains(Integer.valueOf(error.group(1)))
        ? NotStarted.forNow(said, error.group(2), error.group(1))
        : NotStarted.forGood(said, error.group(2), error.group(1));
  }
}
