package io.tickwheel.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One run of the program: what it printed and how it ended.
record Run(int exitCode, String out, String err) {

  static Run of(ScriptedServer server, String... args) {
    return of(Map.of("TICKWHEEL_URL", server.url()), "", args);
  }

  static Run of(Map<String, String> environment, String input, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    int exitCode =
        Tickwheel.run(
            new Terminal(in, new PrintWriter(out), new PrintWriter(err), environment), args);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
